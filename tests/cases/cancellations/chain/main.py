import asyncio


async def inner():
    try:
        await asyncio.sleep(10)
    finally:
        print("inner ends")


async def middle():
    await asyncio.create_task(inner(), name="inner")


async def outer():
    await asyncio.create_task(middle(), name="middle")


async def main():
    task = asyncio.create_task(outer(), name="outer")
    await asyncio.sleep(0.1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("outer was cancelled")


asyncio.run(main())
