# `except*` over exceptions in no group, also those that are no Exception.
import asyncio


def kinds():
    yield asyncio.CancelledError("why")
    yield KeyboardInterrupt()
    yield SystemExit(3)
    yield GeneratorExit()
    yield ValueError(1)
    yield BaseExceptionGroup("several", [KeyboardInterrupt(), ValueError(2)])


for error in kinds():
    try:
        try:
            raise error
        except* (ValueError, KeyboardInterrupt) as group:
            print("caught", repr(group), repr(group.__context__))
        except* asyncio.CancelledError as group:
            print("cancelled", type(group).__name__, group.exceptions)
    except BaseException as error:
        print("not caught", repr(error), repr(error.__context__))

try:
    ExceptionGroup("", [KeyboardInterrupt()])
except TypeError as error:
    print(error)


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(10))
            asyncio.current_task().cancel()
            await asyncio.sleep(1)
    except* asyncio.CancelledError as caught:
        print("the group", repr(caught))


asyncio.run(main())
try:
    try:
        raise SystemExit(4)
    except* SystemExit:
        raise
except BaseExceptionGroup as group:
    print(repr(group), repr(group.__cause__))
