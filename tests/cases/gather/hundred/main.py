import asyncio
import time


async def work(number):
    await asyncio.sleep(0.1)
    return number


async def main():
    start = time.perf_counter()
    numbers = await asyncio.gather(*(work(n) for n in range(100)))
    print(sum(numbers), numbers == list(range(100)))
    print(f"{time.perf_counter() - start:.1f}")


asyncio.run(main())
