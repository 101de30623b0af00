import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def work(seconds):
    time.sleep(seconds)
    return seconds


async def main():
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(max_workers=1))
    start = loop.time()
    print(await asyncio.gather(asyncio.to_thread(work, 0.1), asyncio.to_thread(work, 0.15)))
    print(f"{loop.time() - start:.2f}"[:3])
    await loop.shutdown_default_executor()
    try:
        await asyncio.to_thread(work, 0)
    except RuntimeError as error:
        print(error)


asyncio.run(main())
