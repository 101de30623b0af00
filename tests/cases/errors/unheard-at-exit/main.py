"""At the end of a program a handler of the loop's still finds what it uses."""

import asyncio
import time

tasks = {}


def say(*words):
    print(type(time.monotonic()).__name__, *words)


def handler(loop, context):
    say(context["message"], repr(context.get("exception")))


async def failing():
    async with asyncio.timeout(1):
        raise ValueError("nobody asks for it")


async def main():
    asyncio.get_running_loop().set_exception_handler(handler)
    tasks["failing"] = asyncio.create_task(failing(), name="failing")
    await asyncio.sleep(0)


asyncio.run(main())
print("end")
