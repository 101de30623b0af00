import asyncio


async def work(name, lock, seconds):
    print(name, "asks")
    async with lock:
        print(name, "has it")
        await asyncio.sleep(seconds)
    print(name, "gave it back")


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(work("a", lock, 0.05), work("b", lock, 0.1), work("c", lock, 0.05))
    print(lock.locked())


asyncio.run(main())
