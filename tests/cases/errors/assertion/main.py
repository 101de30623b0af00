import asyncio


async def main():
    total = sum(await asyncio.gather(asyncio.sleep(0, 1), asyncio.sleep(0, 2)))
    assert total == 4, f"expected 4, got {total}"


asyncio.run(main())
