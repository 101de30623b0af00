import asyncio


async def work():
    await asyncio.sleep(0.05)
    return "shared"


async def waiter(name, task):
    print(name, await task)


async def main():
    task = asyncio.create_task(work())
    await asyncio.gather(*(waiter(n, task) for n in "abc"))
    print(await task)


asyncio.run(main())
