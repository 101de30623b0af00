import asyncio


async def main():
    group = asyncio.TaskGroup()
    coro = asyncio.sleep(0)
    try:
        group.create_task(coro)
    except RuntimeError as error:
        print(str(error).replace(repr(group), "GROUP"))
    coro.close()
    async with group:
        print(repr(group))
    try:
        async with group:
            pass
    except RuntimeError as error:
        print(str(error).replace(repr(group), "GROUP"))
    coro = asyncio.sleep(0)
    try:
        group.create_task(coro)
    except RuntimeError as error:
        print(str(error).replace(repr(group), "GROUP"))
    coro.close()


asyncio.run(main())
