import asyncio


async def work(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def main():
    coros = [work("slow", 0.15), work("quick", 0.05), work("middle", 0.1)]
    for next_one in asyncio.as_completed(coros):
        print(await next_one)

    tasks = [asyncio.create_task(work(n, s), name=n) for n, s in (("x", 0.1), ("y", 0.05))]
    async for task in asyncio.as_completed(tasks):
        print(task.get_name(), task in tasks, await task)

    try:
        for next_one in asyncio.as_completed([work("p", 0.05), work("q", 1)], timeout=0.1):
            print(await next_one)
    except TimeoutError as error:
        print("timeout", repr(error))


asyncio.run(main())
