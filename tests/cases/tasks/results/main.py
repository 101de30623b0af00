import asyncio


async def good():
    await asyncio.sleep(0.01)
    return "result"


async def bad():
    raise ValueError("bad")


async def main():
    task = asyncio.create_task(good())
    for ask in (task.result, task.exception):
        try:
            ask()
        except asyncio.InvalidStateError as error:
            print(error)
    await task
    print(task.done(), task.result(), task.exception())

    task = asyncio.create_task(bad())
    await asyncio.wait([task])
    print(task.done(), repr(task.exception()))
    try:
        task.result()
    except ValueError as error:
        print("raised", error)

    task = asyncio.create_task(good())
    task.cancel()
    await asyncio.wait([task])
    for ask in (task.result, task.exception):
        try:
            ask()
        except asyncio.CancelledError as error:
            print(repr(error))


asyncio.run(main())
