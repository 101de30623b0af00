import asyncio
import time


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    try:
        async with asyncio.timeout(0.1):
            time.sleep(0.3)
            print("blocking can't be interrupted")
            await asyncio.sleep(0)
            print("sleep(0) gave way once, and the timeout came")
            await asyncio.sleep(1)
    except TimeoutError:
        print(f"timeout after {loop.time() - start:.1f}")


asyncio.run(main())
