import asyncio


async def work(name, lock):
    async with lock:
        print(name, "has it")
        await asyncio.sleep(0.1)


async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(work(n, lock), name=n) for n in "abc"]
    await asyncio.sleep(0.05)
    tasks[1].cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print([type(result).__name__ for result in results], lock.locked())


asyncio.run(main())
