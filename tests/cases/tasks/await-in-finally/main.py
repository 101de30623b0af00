import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleaning")
        await asyncio.sleep(0.1)
        print("clean")


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(work())
    await asyncio.sleep(0.05)
    start = loop.time()
    task.cancel()
    await asyncio.wait([task])
    print(f"{loop.time() - start:.1f}", task.cancelled())


asyncio.run(main())
