import asyncio
import time


async def work(name):
    time.sleep(0.2)
    print(name)


async def main():
    start = time.perf_counter()
    await asyncio.gather(work("a"), work("b"))
    print(f"{time.perf_counter() - start:.1f}")


asyncio.run(main())
