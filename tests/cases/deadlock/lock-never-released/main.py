import asyncio


async def forgetful(lock):
    await lock.acquire()
    print("gone")


async def main():
    lock = asyncio.Lock()
    await asyncio.create_task(forgetful(lock), name="forgetful")
    async with lock:
        print("never")


asyncio.run(main())
