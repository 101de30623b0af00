# One more exception, raised while the group cancels.
import asyncio


async def fail():
    raise ValueError("first")


async def bad_cleaner():
    try:
        await asyncio.sleep(10)
    finally:
        raise KeyError("while cleaning")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(bad_cleaner())
            group.create_task(fail())
    except ExceptionGroup as group:
        print(group)
        for error in group.exceptions:
            print(repr(error), "context:", repr(error.__context__))


asyncio.run(main())
