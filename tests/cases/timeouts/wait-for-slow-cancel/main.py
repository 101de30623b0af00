# wait_for waits until the cancelled task has really ended.
import asyncio


async def slow_to_leave():
    try:
        await asyncio.sleep(5)
    finally:
        await asyncio.sleep(0.2)
        print("left at last")


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    try:
        await asyncio.wait_for(slow_to_leave(), 0.1)
    except TimeoutError:
        print(f"timeout after {loop.time() - start:.1f}")


asyncio.run(main())
