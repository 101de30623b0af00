import asyncio

inside = 0
most = 0


async def work(name, semaphore):
    global inside, most
    async with semaphore:
        inside += 1
        most = max(most, inside)
        print(name, "enters")
        await asyncio.sleep(0.1)
        inside -= 1


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    semaphore = asyncio.Semaphore(2)
    await asyncio.gather(*(work(n, semaphore) for n in "abcdef"))
    print(most, f"{loop.time() - start:.1f}")


asyncio.run(main())
