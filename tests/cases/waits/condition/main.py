import asyncio

bread = asyncio.Condition()
loaves = []


async def buyer(name):
    async with bread:
        await bread.wait_for(lambda: loaves)
        print(name, "buys", loaves.pop())


async def baker():
    for loaf in ("rye", "wheat"):
        await asyncio.sleep(0.1)
        async with bread:
            loaves.append(loaf)
            bread.notify()


async def main():
    await asyncio.gather(buyer("Emil"), buyer("Fatma"), baker())


asyncio.run(main())
