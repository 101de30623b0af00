"""The words for what can't be awaited, entered or iterated, and for results that are not there."""

import asyncio
import contextlib


async def coroutine():
    return 1


async def generator():
    yield 1


@contextlib.contextmanager
def manager():
    yield


@contextlib.asynccontextmanager
async def async_manager():
    yield


async def main():
    for wrong in 3, None, [coroutine], coroutine, main.__name__, generator, print:
        try:
            await wrong
        except TypeError as error:
            print(error)
    try:
        await generator()
    except TypeError as error:
        print(repr(error))
    for wrong in manager(), asyncio.Lock, 3:
        try:
            async with wrong:
                pass
        except TypeError as error:
            print(error)
    for wrong in async_manager(), asyncio.Lock(), asyncio.timeout(1), "text":
        try:
            with wrong:
                pass
        except TypeError as error:
            print(repr(error))
    for wrong in [1], generator:
        try:
            async for _ in wrong:
                pass
        except TypeError as error:
            print(error)
    try:
        for _ in generator():
            pass
    except TypeError as error:
        print(error)
    print(repr(generator()).split(" at ")[0], repr(async_manager).split(" at ")[0])
    future = asyncio.get_running_loop().create_future()
    for method in future.result, future.exception, asyncio.current_task().result:
        try:
            method()
        except asyncio.InvalidStateError as error:
            print(error, repr(error))
    own = coroutine()
    await own
    try:
        await own
    except RuntimeError as error:
        print(error)
    with contextlib.suppress(ZeroDivisionError):
        await main() / 0 if False else await 3.5


asyncio.run(main())
