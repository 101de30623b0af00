import asyncio


async def fetch(number):
    await asyncio.sleep(number / 10)
    return number


async def main():
    first = asyncio.create_task(fetch(1), name="first")
    second = asyncio.create_task(fetch(2), name="second")
    print(await asyncio.gather(first, second))
    print(await asyncio.gather(*(fetch(number) for number in range(4))))


asyncio.run(main())
