# Cancelling the future cancels the task that awaits it.
import asyncio


async def waiter(future):
    try:
        await future
    except asyncio.CancelledError:
        print("waiter cancelled")
        raise


async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(waiter(future))
    await asyncio.sleep(0)
    future.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
