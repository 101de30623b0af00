import random
import queue

print(random.choice([1, 2]), random.__file__)
print(queue.mine)
import asyncio


async def main():
    # The library has its own.
    await asyncio.sleep(0.1)
    waiting = asyncio.Queue()
    waiting.put_nowait(1)
    print(await waiting.get())


asyncio.run(main())
