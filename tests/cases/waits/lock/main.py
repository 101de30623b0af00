import asyncio

grinder = asyncio.Lock()


async def grind(name):
    async with grinder:
        print(name, "grinds")
        await asyncio.sleep(0.1)


async def main():
    await asyncio.gather(grind("Anna"), grind("Jakob"), grind("Lena"))


asyncio.run(main())
