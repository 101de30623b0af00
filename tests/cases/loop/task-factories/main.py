"""Task factories, and what the loop tells of itself."""
import asyncio


async def child(n):
    await asyncio.sleep(0)
    return n


class Special(asyncio.Task):
    pass


def factory(loop, coro, **kwargs):
    print("factory", coro.__name__, sorted(kwargs))
    return Special(coro, loop=loop, **kwargs)


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_task_factory())
    loop.set_task_factory(factory)
    print(loop.get_task_factory() is factory)
    task = asyncio.create_task(child(1), name="one")
    print(type(task).__name__, task.get_name(), await task)
    print(await loop.create_task(child(2)))
    print(await asyncio.gather(child(3), child(4)))
    async with asyncio.TaskGroup() as group:
        five = group.create_task(child(5))
    print(five.result(), type(five).__name__)
    try:
        loop.set_task_factory(7)
    except TypeError as error:
        print(error)
    loop.set_task_factory(asyncio.eager_task_factory)

    async def eager():
        print("eager begins")
        return 6

    task = asyncio.create_task(eager())
    print(task.done(), await task)
    loop.set_task_factory(None)
    print(loop.get_task_factory())
    custom = asyncio.create_eager_task_factory(lambda coro, **kw: asyncio.Task(coro, **kw))
    loop.set_task_factory(custom)
    task = asyncio.create_task(eager(), name="x")
    print(task.done(), task.get_name())


asyncio.run(main())
