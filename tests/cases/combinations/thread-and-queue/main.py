import asyncio
import time


def produce(loop, queue):
    for n in range(3):
        time.sleep(0.1)
        loop.call_soon_threadsafe(queue.put_nowait, n)
    loop.call_soon_threadsafe(queue.put_nowait, None)


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    queue = asyncio.Queue()
    producer = loop.run_in_executor(None, produce, loop, queue)
    while (item := await queue.get()) is not None:
        print(item, f"{loop.time() - start:.1f}")
    await producer
    print("end")


asyncio.run(main())
