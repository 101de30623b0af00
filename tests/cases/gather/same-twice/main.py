import asyncio


async def work():
    print("runs once")
    return 1


async def main():
    coro = work()
    print(await asyncio.gather(coro, coro))
    task = asyncio.create_task(work())
    print(await asyncio.gather(task, asyncio.sleep(0, "slept"), task))


asyncio.run(main())
