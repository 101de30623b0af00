import asyncio


async def main():
    limit = asyncio.timeout(1)
    print(repr(limit).split(" object")[0])
    try:
        limit.reschedule(None)
    except RuntimeError as error:
        print(error)
    async with limit:
        pass
    try:
        async with limit:
            pass
    except RuntimeError as error:
        print(error)
    try:
        limit.reschedule(None)
    except RuntimeError as error:
        print(error)


asyncio.run(main())
