# The same duration, one after another: first come, first served.
import asyncio


async def snore(name):
    await asyncio.sleep(0.1)
    print(name)


async def main():
    await asyncio.gather(*(snore(n) for n in "abcdefgh"))


asyncio.run(main())
