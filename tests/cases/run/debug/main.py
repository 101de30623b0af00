import asyncio


async def main():
    print(asyncio.get_running_loop().get_debug())


asyncio.run(main())
asyncio.run(main(), debug=True)
