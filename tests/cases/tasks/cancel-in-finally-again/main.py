# A second cancellation while the clean-up of the first one waits.
import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    finally:
        try:
            print("cleaning")
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("cancelled while cleaning")
            raise


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0.05)
    task.cancel("first")
    await asyncio.sleep(0.05)
    task.cancel("second")
    try:
        await task
    except asyncio.CancelledError as error:
        print(error, "after", error.__context__)


asyncio.run(main())
