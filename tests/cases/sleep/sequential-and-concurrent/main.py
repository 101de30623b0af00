import asyncio
import time


async def main():
    start = time.perf_counter()
    await asyncio.sleep(0.2)
    await asyncio.sleep(0.2)
    print(f"one after the other: {time.perf_counter() - start:.1f}")
    start = time.perf_counter()
    await asyncio.gather(asyncio.sleep(0.2), asyncio.sleep(0.2))
    print(f"together: {time.perf_counter() - start:.1f}")


asyncio.run(main())
