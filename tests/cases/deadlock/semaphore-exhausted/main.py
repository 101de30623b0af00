import asyncio


async def fetch(number, limit):
    await limit.acquire()
    print("fetch", number)
    await asyncio.sleep(0.1)
    # limit.release() is forgotten.


async def main():
    limit = asyncio.Semaphore(2)
    await asyncio.gather(*(fetch(number, limit) for number in range(4)))


asyncio.run(main())
