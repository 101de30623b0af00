import asyncio


async def consumer(jobs):
    while True:
        print("got", await jobs.get())


async def main():
    jobs = asyncio.Queue()
    jobs.put_nowait("a")
    await asyncio.gather(*[consumer(jobs) for _ in range(6)])


asyncio.run(main())
