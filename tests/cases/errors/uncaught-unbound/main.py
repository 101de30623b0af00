import asyncio

total = 0


async def add(number):
    await asyncio.sleep(0)
    total += number


async def main():
    await asyncio.gather(add(1), add(2))


asyncio.run(main())
