import asyncio


async def consumer(name, queue):
    try:
        while True:
            print(name, "got", await queue.get())
    except asyncio.QueueShutDown:
        print(name, "goes home")


async def main():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(consumer(n, queue)) for n in "ab"]
    await queue.put(1)
    await asyncio.sleep(0.05)
    queue.put_nowait(2)
    queue.shutdown()
    await asyncio.gather(*tasks)
    try:
        await queue.put(3)
    except asyncio.QueueShutDown:
        print("closed")


asyncio.run(main())
