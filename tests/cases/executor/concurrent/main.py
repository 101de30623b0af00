import asyncio
import time


def work(name, seconds):
    time.sleep(seconds)
    print(name, "ends in its thread")
    return name


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    jobs = [loop.run_in_executor(None, work, n, s) for n, s in (("a", 0.3), ("b", 0.1), ("c", 0.2))]
    print(await asyncio.gather(*jobs), f"{loop.time() - start:.1f}")


asyncio.run(main())
