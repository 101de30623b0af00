import asyncio


async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    try:
        async with asyncio.timeout(0.2):
            await lock.acquire()
    except TimeoutError:
        print("no lock")
    try:
        async with asyncio.timeout(0.5):
            async with asyncio.timeout(0.1) as inner:
                await asyncio.sleep(5)
    except TimeoutError:
        print("too late:", inner.expired())
    async with asyncio.timeout(0.5):
        await asyncio.sleep(0.1 + 0.2)
    async with asyncio.timeout(None):
        await asyncio.wait_for(asyncio.sleep(0.1), None)


asyncio.run(main())
