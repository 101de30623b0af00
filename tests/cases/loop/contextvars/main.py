import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")


async def work(name):
    print(name, "inherits", user.get())
    user.set(name)
    await asyncio.sleep(0)
    print(name, "sees", user.get())


async def main():
    user.set("main")
    await asyncio.gather(work("a"), work("b"))
    print("main sees", user.get())
    asyncio.get_running_loop().call_soon(lambda: print("callback sees", user.get()))
    user.set("changed later")
    context = contextvars.copy_context()
    context.run(user.set, "inside")
    await asyncio.create_task(work("c"), name="c")
    await asyncio.create_task(work("d"), context=context)
    print(context[user], user.get())


asyncio.run(main())
