import asyncio


async def work(name, seconds_to_leave):
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(seconds_to_leave)
        print(name, "ends")


async def crowd():
    async with asyncio.TaskGroup() as group:
        group.create_task(work("a", 0.1))
        group.create_task(work("b", 0.05))


async def main():
    task = asyncio.create_task(crowd())
    await asyncio.sleep(0.05)
    task.cancel("closing")
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", error.args)


asyncio.run(main())
