import asyncio


async def work(name):
    for step in range(3):
        print(name, step)
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(work("a"), work("b"), work("c"))


asyncio.run(main())
