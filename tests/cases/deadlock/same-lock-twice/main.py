import asyncio

lock = asyncio.Lock()


async def outer():
    async with lock:
        print("outside")
        await inner()


async def inner():
    async with lock:
        print("inside")


asyncio.run(outer())
