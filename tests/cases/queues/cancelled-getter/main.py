import asyncio


async def main():
    queue = asyncio.Queue()
    first = asyncio.create_task(queue.get(), name="first")
    second = asyncio.create_task(queue.get(), name="second")
    await asyncio.sleep(0)
    first.cancel()
    queue.put_nowait("item")
    print(await second)
    try:
        await first
    except asyncio.CancelledError:
        print("first got nothing", queue.qsize())
    try:
        await asyncio.wait_for(queue.get(), 0.05)
    except TimeoutError:
        print("nothing came")


asyncio.run(main())
