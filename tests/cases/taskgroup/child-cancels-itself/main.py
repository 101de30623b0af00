import asyncio


async def leave():
    raise asyncio.CancelledError("I leave")


async def work():
    await asyncio.sleep(0.05)
    return "stays"


async def main():
    async with asyncio.TaskGroup() as group:
        gone = group.create_task(leave())
        kept = group.create_task(work())
    print(gone.cancelled(), kept.result())


asyncio.run(main())
