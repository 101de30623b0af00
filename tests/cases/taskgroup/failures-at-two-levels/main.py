"""Inner and outer groups fail at once: what is in which group, and who was cancelled."""

import asyncio

names = []  # A group cancels its children in no particular order.


async def fail(error, delay):
    await asyncio.sleep(delay)
    raise error


async def patient(name):
    try:
        await asyncio.sleep(10)
    finally:
        names.append(name)


async def stubborn(name, error):
    try:
        await asyncio.sleep(10)
    finally:
        names.append(f"{name} fails")
        raise error


async def inner():
    async with asyncio.TaskGroup() as group:
        group.create_task(fail(ValueError("inner one"), 0.1))
        group.create_task(stubborn("inner two", KeyError("inner two")))
        group.create_task(patient("inner three"))


def show(error, depth=0):
    pad = "  " * depth
    print(f"{pad}{type(error).__name__}: {error}")
    for each in getattr(error, "exceptions", ()):
        show(each, depth + 1)
    if error.__context__ is not None:
        print(f"{pad}context {type(error.__context__).__name__}")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(inner())
            group.create_task(stubborn("outer", OSError("outer")))
            group.create_task(patient("outer patient"))
    except* ValueError as errors:
        show(errors)
    except* (KeyError, OSError) as errors:
        show(errors)
        value, rest = errors.split(KeyError)
        print(value.exceptions, rest.exceptions)
        print(errors.subgroup(lambda error: "outer" in str(error)).exceptions)

    print(sorted(names))
    print("the body fails, and so does a child while it is cancelled")
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(stubborn("child", ZeroDivisionError("child")))
            await asyncio.sleep(0)
            raise LookupError("body")
    except ExceptionGroup as errors:
        show(errors)
    async with asyncio.TaskGroup() as group:
        group.create_task(inner())


asyncio.run(main())
