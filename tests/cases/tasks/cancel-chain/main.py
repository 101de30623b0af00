# Cancelling the outer task reaches the innermost one that it awaits.
import asyncio


async def inner():
    try:
        await asyncio.sleep(10)
    finally:
        print("inner")


async def middle():
    try:
        await asyncio.create_task(inner(), name="inner")
    finally:
        print("middle")


async def outer():
    try:
        await asyncio.create_task(middle(), name="middle")
    finally:
        print("outer")


async def main():
    task = asyncio.create_task(outer(), name="outer")
    await asyncio.sleep(0.05)
    task.cancel()
    result = await asyncio.gather(task, return_exceptions=True)
    print(repr(result[0]))


asyncio.run(main())
