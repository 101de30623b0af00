# What `except*` wraps around an exception that is in no group has no traceback of its own.
import asyncio
import traceback


def catch(kind):
    try:
        try:
            raise kind("x")
        except* kind as group:
            print(repr(group), group.__traceback__, group.exceptions[0].__traceback__ is not None)
            traceback.print_exception(group)
            raise
    except BaseException as error:
        print(repr(error))
        traceback.print_exception(error)


async def main():
    for kind in (ValueError, asyncio.CancelledError, KeyboardInterrupt, SystemExit, GeneratorExit):
        catch(kind)
    try:
        try:
            raise ExceptionGroup("many", [ValueError(1), TypeError(2)])
        except* ValueError as group:
            print(group.__traceback__ is not None)
    except ExceptionGroup as rest:
        print(repr(rest), rest.__traceback__ is not None)
    try:
        raise OSError("last")
    except* OSError as group:
        raise group


asyncio.run(main())
