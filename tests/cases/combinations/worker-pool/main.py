import asyncio


async def worker(name, jobs, results):
    while not jobs.empty():
        job, seconds = jobs.get_nowait()
        await asyncio.sleep(seconds)
        results.append((name, job))
        print(name, "did", job)


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    jobs = asyncio.Queue()
    for item in enumerate((0.3, 0.1, 0.1, 0.25, 0.1), start=1):
        jobs.put_nowait(item)
    results = []
    async with asyncio.TaskGroup() as group:
        for n in range(2):
            group.create_task(worker(f"w{n}", jobs, results), name=f"w{n}")
    print(len(results), f"{loop.time() - start:.2f}"[:3])


asyncio.run(main())
