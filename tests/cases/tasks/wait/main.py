import asyncio


async def work(name, seconds, fail=False):
    await asyncio.sleep(seconds)
    if fail:
        raise ValueError(name)
    return name


def names(tasks):
    return sorted(task.get_name() for task in tasks)


async def main():
    tasks = [
        asyncio.create_task(work("a", 0.05), name="a"),
        asyncio.create_task(work("b", 0.1, fail=True), name="b"),
        asyncio.create_task(work("c", 0.2), name="c"),
    ]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(names(done), names(pending))
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(names(done), names(pending))
    done, pending = await asyncio.wait(tasks, timeout=0.03)
    print(names(done), names(pending))
    done, pending = await asyncio.wait(tasks)
    print(names(done), names(pending))
    print(repr(tasks[1].exception()))
    try:
        await asyncio.wait([])
    except ValueError as error:
        print(error)


asyncio.run(main())
