import asyncio


async def work(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def everything():
    await asyncio.gather(work("a"), work("b"), work("c"))


async def main():
    task = asyncio.create_task(everything())
    await asyncio.sleep(0.05)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("gather was cancelled")


asyncio.run(main())
