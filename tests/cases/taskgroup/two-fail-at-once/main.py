import asyncio


async def fail(error):
    await asyncio.sleep(0.1)
    raise error


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(ValueError("one")))
            group.create_task(fail(TypeError("two")))
            group.create_task(fail(ValueError("three")))
    except* TypeError as group:
        print("TypeErrors:", group.exceptions)
    except* ValueError as group:
        print("ValueErrors:", group.exceptions)


asyncio.run(main())
