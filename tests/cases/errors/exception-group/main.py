import asyncio


async def fail(error, seconds):
    await asyncio.sleep(seconds)
    raise error


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(fail(ValueError("one"), 0.05))
        group.create_task(fail(KeyError("two"), 0.05))


asyncio.run(main())
