import asyncio


def not_async():
    return None


async def main():
    await not_async()


asyncio.run(main())
