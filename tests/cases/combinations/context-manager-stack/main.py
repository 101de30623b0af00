"""`AsyncExitStack`: order of leaving, suppression, callbacks, and handing over by pop_all."""

import asyncio
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, nullcontext, suppress


@asynccontextmanager
async def resource(name, *, swallow=(), fails=None):
    print(f"open {name}")
    try:
        yield name.upper()
    except swallow as error:
        print(f"{name} swallows {error!r}")
    finally:
        await asyncio.sleep(0)
        print(f"close {name}")
        if fails:
            raise fails


class Transaction:
    async def __aenter__(self):
        print("begin")
        return self

    async def __aexit__(self, kind, error, trace):
        print("rollback" if kind else "commit", kind and kind.__name__)


async def farewell(word, *, name="you"):
    print(word, name)


async def numbers():
    try:
        for number in range(10):
            yield number
    finally:
        print("numbers closed")


async def main():
    async with AsyncExitStack() as stack:
        names = [await stack.enter_async_context(resource(name)) for name in "abc"]
        stack.push_async_callback(farewell, "bye", name="friend")
        stack.callback(print, "a plain callback")
        await stack.enter_async_context(Transaction())
        stack.enter_context(suppress(KeyError))
        generator = await stack.enter_async_context(aclosing(numbers()))
        print(names, [await anext(generator), await anext(generator)])
        raise KeyError("suppressed before the transaction sees it")
    print("--- an error on the way out replaces another")
    try:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(resource("x", swallow=(OSError,)))
            await stack.enter_async_context(resource("y", fails=OSError("y is stuck")))
            await stack.enter_async_context(Transaction())
            raise ValueError("body")
    except ValueError:
        print("not reached")
    print("--- handed over")
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(resource("kept"))
        async with nullcontext("nothing") as nothing:
            keeper = stack.pop_all()
        print("not closed yet", nothing)
    await keeper.aclose()
    print("--- misuse")
    async with AsyncExitStack() as stack:
        for wrong in (resource("never"), 1, suppress()):
            try:
                if hasattr(wrong, "__aenter__"):
                    stack.enter_context(wrong)
                else:
                    await stack.enter_async_context(wrong)
            except TypeError as error:
                print(error)


asyncio.run(main())
