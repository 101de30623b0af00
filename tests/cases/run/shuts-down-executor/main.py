import asyncio
import time


def slow():
    time.sleep(0.2)
    print("the thread ends")


async def main():
    asyncio.get_running_loop().run_in_executor(None, slow)
    await asyncio.sleep(0.05)
    print("main returns")


start = time.perf_counter()
asyncio.run(main())
print(f"over after {time.perf_counter() - start:.1f}")
