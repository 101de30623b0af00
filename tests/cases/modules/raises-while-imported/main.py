import asyncio


async def main():
    await asyncio.sleep(0)
    import settings


asyncio.run(main())
