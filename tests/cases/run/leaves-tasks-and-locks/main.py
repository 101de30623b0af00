import asyncio

lock = asyncio.Lock()
jobs = asyncio.Queue()


async def keeper():
    await lock.acquire()
    print("keeps the lock")


async def worker():
    while True:
        print("got", await jobs.get())


async def main():
    waiting = asyncio.create_task(worker(), name="worker")
    await asyncio.create_task(keeper(), name="keeper")
    jobs.put_nowait(1)
    await asyncio.sleep(0)
    print("main is done")


asyncio.run(main())
