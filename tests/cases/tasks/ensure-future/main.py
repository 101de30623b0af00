import asyncio


async def work():
    return "done"


class Later:
    def __await__(self):
        return work().__await__()


async def main():
    task = asyncio.ensure_future(work())
    print(asyncio.isfuture(task), isinstance(task, asyncio.Task))
    print(asyncio.ensure_future(task) is task)
    print(await task, await asyncio.ensure_future(Later()))
    try:
        asyncio.ensure_future(3)
    except TypeError as error:
        print(error)


asyncio.run(main())
