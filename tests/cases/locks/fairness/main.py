# Whoever asks again right after releasing goes to the end of the line.
import asyncio


async def work(name, lock):
    for turn in range(3):
        async with lock:
            print(name, turn)
            await asyncio.sleep(0)


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(work("a", lock), work("b", lock))


asyncio.run(main())
