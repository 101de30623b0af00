import asyncio


async def work(name, seconds):
    print(name, "begins")
    await asyncio.sleep(seconds)
    print(name, "ends")
    return name.upper()


async def main():
    first = asyncio.create_task(work("first", 0.2))
    second = asyncio.create_task(work("second", 0.1))
    print("created, nobody has begun")
    print(await first, await second)


asyncio.run(main())
