import asyncio


async def main():
    count = 3
    print(cuont)


asyncio.run(main())
