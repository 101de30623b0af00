import asyncio


async def mirror(name, seconds, fail=False):
    await asyncio.sleep(seconds)
    if fail:
        raise ConnectionError(name)
    return name


async def first_good(*coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    try:
        for next_one in asyncio.as_completed(tasks):
            try:
                return await next_one
            except ConnectionError as error:
                print("failed:", error)
    finally:
        for task in tasks:
            task.cancel()


async def main():
    print(await first_good(mirror("slow", 0.3), mirror("broken", 0.05, True), mirror("quick", 0.1)))


asyncio.run(main())
