import asyncio
import time


def work():
    time.sleep(0.3)
    return "late"


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    try:
        await asyncio.wait_for(asyncio.to_thread(work), 0.1)
    except TimeoutError:
        print(f"gave up after {loop.time() - start:.1f}")
    return start


loop_start = time.perf_counter()
asyncio.run(main())
print(f"run ended after {time.perf_counter() - loop_start:.1f}")
