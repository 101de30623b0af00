import asyncio


async def sleeper():
    await asyncio.sleep(0.25)
    print("awake")


async def rival():
    # Due first, and in the queue before the sleeper.
    await asyncio.sleep(0.2499)
    print("first")


async def main():
    await asyncio.gather(sleeper(), rival())


asyncio.run(main())
