import asyncio


async def child(name, seconds):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(name, "is cancelled")
        raise
    raise ValueError(name)


async def child_fails():
    async with asyncio.TaskGroup() as group:
        group.create_task(child("fails", 0.1), name="fails")
        group.create_task(child("sibling", 1), name="sibling")


async def body_fails():
    async with asyncio.TaskGroup() as group:
        group.create_task(child("left", 1), name="left")
        await asyncio.sleep(0)
        raise KeyError("body")


async def only_child():
    async with asyncio.TaskGroup() as group:
        group.create_task(child("only", 1), name="only")


async def main():
    for what in (child_fails, body_fails):
        try:
            await what()
        except* (ValueError, KeyError) as group:
            print(group.exceptions)
    outside = asyncio.create_task(only_child(), name="outside")
    await asyncio.sleep(0.05)
    outside.cancel()
    await asyncio.wait([outside])
    print(outside.cancelled())


asyncio.run(main())
