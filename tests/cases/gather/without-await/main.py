import asyncio


async def work(name):
    print(name, "begins")
    await asyncio.sleep(0.05)
    print(name, "ends")
    return name


async def main():
    group = asyncio.gather(work("a"), work("b"))
    print(type(group).__name__, group.done())
    await asyncio.sleep(0.1)
    print(group.done(), group.result())


asyncio.run(main())
