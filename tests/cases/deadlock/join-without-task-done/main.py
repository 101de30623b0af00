import asyncio


async def worker(queue):
    while True:
        item = await queue.get()
        print("done", item)
        if item != 2:
            queue.task_done()


async def main():
    queue = asyncio.Queue()
    for item in range(4):
        queue.put_nowait(item)
    task = asyncio.create_task(worker(queue), name="worker")
    await queue.join()
    task.cancel()


asyncio.run(main())
