"""Classes named as asyncio's are, in modules of the program: their waits are no waits for asyncio's."""

import asyncio

import asyncio_utils
import kitchen


async def consumer(queue):
    print("got", await queue.get())


async def main():
    for queue in kitchen.Queue(), asyncio_utils.Queue(), asyncio.Queue():
        task = asyncio.create_task(consumer(queue))
        await asyncio.sleep(0.1)
        queue.put_nowait("bread")
        await task
    async with asyncio_utils.Lock() as lock:
        print(type(lock).__name__, "held")


asyncio.run(main())
