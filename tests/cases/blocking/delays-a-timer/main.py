import asyncio
import time


async def ticker(start):
    for _ in range(4):
        await asyncio.sleep(0.1)
        print(f"tick {time.perf_counter() - start:.2f}"[:8])


async def blocker(start):
    await asyncio.sleep(0.15)
    print("blocking")
    time.sleep(0.3)
    print("blocked until", f"{time.perf_counter() - start:.2f}"[:3])


async def main():
    start = time.perf_counter()
    await asyncio.gather(ticker(start), blocker(start))


asyncio.run(main())
