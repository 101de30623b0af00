import asyncio


async def main():
    pipe = asyncio.Queue(maxsize=2)
    for number in range(3):
        await pipe.put(number)
        print("put", number)


asyncio.run(main())
