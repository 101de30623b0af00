import asyncio


async def main():
    gathered = asyncio.gather(asyncio.get_running_loop().create_future())
    gathered._children.append(gathered)
    await gathered


asyncio.run(main())
