import asyncio
import time
from concurrent.futures import Future, ThreadPoolExecutor


def work(n):
    time.sleep(0.1 * n)
    return n * n


async def main():
    with ThreadPoolExecutor(max_workers=3) as pool:
        jobs = [asyncio.wrap_future(pool.submit(work, n)) for n in (3, 1, 2)]
        for job in asyncio.as_completed(jobs):
            print(await job)
    theirs = Future()
    ours = asyncio.wrap_future(theirs)
    print(ours.done(), asyncio.wrap_future(ours) is ours)
    theirs.set_result("by hand")
    print(ours.done())
    print(await ours)
    theirs = Future()
    ours = asyncio.wrap_future(theirs)
    ours.cancel()
    await asyncio.sleep(0)
    print(theirs.cancelled())


asyncio.run(main())
