import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")


def who():
    return user.get()


async def main():
    user.set("main")
    print(await asyncio.to_thread(who))
    print(await asyncio.get_running_loop().run_in_executor(None, who))


asyncio.run(main())
