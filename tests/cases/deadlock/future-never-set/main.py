import asyncio


async def main():
    answer = asyncio.get_running_loop().create_future()
    print("asking")
    print(await answer)


asyncio.run(main())
