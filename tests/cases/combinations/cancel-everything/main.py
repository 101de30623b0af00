import asyncio


async def worker(name, seconds, cleanup):
    try:
        while True:
            await asyncio.sleep(seconds)
            print(name, "works")
    except asyncio.CancelledError:
        print(name, "was asked to stop")
        await asyncio.sleep(cleanup)
        print(name, "has stopped")
        raise


async def main():
    tasks = [asyncio.create_task(worker(*args), name=args[0]) for args in (("a", 0.1, 0.1), ("b", 0.17, 0.03))]
    await asyncio.sleep(0.25)
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print([type(result).__name__ for result in results])


asyncio.run(main())
