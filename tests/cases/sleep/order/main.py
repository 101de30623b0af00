import asyncio


async def snore(seconds):
    await asyncio.sleep(seconds)
    print(seconds)


async def main():
    await asyncio.gather(*(snore(n / 20) for n in (5, 2, 4, 1, 3, 0)))


asyncio.run(main())
