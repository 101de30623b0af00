import asyncio


async def work(name):
    await asyncio.sleep(0.01)
    raise LookupError(name)


async def main():
    await asyncio.gather(work("only"), asyncio.sleep(0.1))


asyncio.run(main())
