import asyncio


async def work():
    await asyncio.sleep(0.01)
    return "r"


async def main():
    task = asyncio.create_task(work(), name="w")
    print(repr(task).split(" running at")[0])
    await task
    print(repr(task).split(" coro=")[0], repr(task).rsplit(" ", 1)[1])
    print(repr(asyncio.get_running_loop().create_future()))


asyncio.run(main())
