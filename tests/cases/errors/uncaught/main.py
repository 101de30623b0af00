import asyncio


async def inner(items):
    await asyncio.sleep(0.01)
    return items[5]


async def main():
    print("before")
    await inner([1, 2, 3])
    print("after")


asyncio.run(main())
