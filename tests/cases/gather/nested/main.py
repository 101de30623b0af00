import asyncio


async def leaf(name, seconds):
    await asyncio.sleep(seconds)
    print(name)
    return name


async def main():
    result = await asyncio.gather(
        asyncio.gather(leaf("a", 0.1), leaf("b", 0.05)),
        leaf("c", 0.15),
        asyncio.gather(leaf("d", 0.2)),
    )
    print(result)


asyncio.run(main())
