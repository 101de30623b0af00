# Cancelling the task doesn't stop the thread.
import asyncio
import time


def work():
    time.sleep(0.2)
    print("the thread ends anyway")


async def main():
    task = asyncio.create_task(asyncio.to_thread(work))
    await asyncio.sleep(0.05)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("the task is cancelled")
    await asyncio.sleep(0.25)
    print("main ends")


asyncio.run(main())
