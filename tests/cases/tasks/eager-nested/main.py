import asyncio


async def grandchild():
    print("grandchild")
    await asyncio.sleep(0.1)
    return "grandchild's"


async def child(lock):
    task = asyncio.create_task(grandchild())
    print("child has created")
    async with lock:
        return await task


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.create_eager_task_factory(asyncio.Task))
    lock = asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(child(lock)) for _ in range(2)]
        print("group filled")
    print([task.result() for task in tasks])
    loop.set_task_factory(None)
    lazy = asyncio.create_task(grandchild())
    print("not yet")
    await lazy


asyncio.run(main())
