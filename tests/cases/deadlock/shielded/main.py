import asyncio


async def inner(lock):
    async with lock:
        print("never")


async def main():
    lock = asyncio.Lock()
    async with lock:
        await asyncio.shield(asyncio.create_task(inner(lock), name="inner"))


asyncio.run(main())
