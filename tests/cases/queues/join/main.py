import asyncio


async def worker(name, queue):
    while True:
        seconds = await queue.get()
        await asyncio.sleep(seconds)
        print(name, "did", seconds)
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    for seconds in (0.1, 0.15, 0.2, 0.25):
        queue.put_nowait(seconds)
    workers = [asyncio.create_task(worker(n, queue)) for n in ("w1", "w2")]
    await queue.join()
    print("all done")
    for task in workers:
        task.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True))
    try:
        queue.task_done()
    except ValueError as error:
        print(error)


asyncio.run(main())
