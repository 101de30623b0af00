import asyncio


async def inner():
    await asyncio.sleep(0.05)


async def work():
    await inner()


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    for frame in task.get_stack():
        print(frame.f_code.co_name, frame.f_lineno)
    task.print_stack()
    await task
    print(task.get_stack())


asyncio.run(main())
