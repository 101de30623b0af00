import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def work(name, seconds):
    time.sleep(seconds)
    return name


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    with ThreadPoolExecutor(max_workers=2) as pool:
        jobs = [loop.run_in_executor(pool, work, n, 0.1) for n in "abcd"]
        for job in jobs:
            print(await job)
    print(f"{loop.time() - start:.1f}")


asyncio.run(main())
