import asyncio


async def runner(start):
    print("ready")
    await start.wait()


async def main():
    start = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(runner(start), name="anna")
        group.create_task(runner(start), name="bert")


asyncio.run(main())
