# Eight short sleeps end after one long one: time goes by in between.
import asyncio


async def many():
    for _ in range(8):
        await asyncio.sleep(0.05)
    print("eight short ones")


async def once():
    await asyncio.sleep(0.4)
    print("one long one")


async def main():
    await asyncio.gather(many(), once())


asyncio.run(main())
