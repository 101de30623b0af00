# A cancellation from outside is no timeout.
import asyncio


async def work():
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(5)
    except TimeoutError:
        print("never")


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0.05)
    task.cancel()
    print(repr((await asyncio.gather(task, return_exceptions=True))[0]))


asyncio.run(main())
