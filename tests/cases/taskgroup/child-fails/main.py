import asyncio

cancelled = []


async def work(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        cancelled.append(name)
        raise


async def fail():
    await asyncio.sleep(0.1)
    raise ValueError("child")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work("a"))
            group.create_task(fail())
            group.create_task(work("b"))
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                print("body cancelled")
                raise
    except* ValueError as group:
        print(group.exceptions)
    # A group cancels its tasks in no particular order.
    print("cancelled:", sorted(cancelled))
    print("main goes on", asyncio.current_task().cancelling())


asyncio.run(main())
