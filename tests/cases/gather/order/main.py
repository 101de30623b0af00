import asyncio


async def work(name, seconds):
    await asyncio.sleep(seconds)
    print(name, "done")
    return name


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    print(await asyncio.gather(work("a", 0.3), work("b", 0.1), work("c", 0.2)))
    print(f"{loop.time() - start:.1f}")


asyncio.run(main())
