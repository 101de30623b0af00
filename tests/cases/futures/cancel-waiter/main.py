# Cancelling the task cancels the future that it awaits.
import asyncio


async def waiter(future):
    await future


async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(waiter(future))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    print(future.cancelled())
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
