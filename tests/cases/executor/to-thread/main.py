import asyncio
import time


def work(name, *, seconds):
    time.sleep(seconds)
    return f"{name} slept"


async def ticker():
    for n in range(4):
        print("tick", n)
        await asyncio.sleep(0.05)


async def main():
    result, _ = await asyncio.gather(asyncio.to_thread(work, "thread", seconds=0.12), ticker())
    print(result)


asyncio.run(main())
