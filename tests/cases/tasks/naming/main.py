import asyncio


async def work():
    return asyncio.current_task().get_name()


async def main():
    print(asyncio.current_task().get_name())
    task = asyncio.create_task(work())
    print(task.get_name())
    task.set_name("renamed")
    print(await task)
    print(await asyncio.create_task(work(), name="given"))
    print(await asyncio.create_task(work(), name=7))
    print(await asyncio.create_task(work()))


asyncio.run(main())
