import asyncio
import contextlib


@contextlib.asynccontextmanager
async def connection(name):
    await asyncio.sleep(0.01)
    print("open", name)
    try:
        yield name
    except ValueError as error:
        print(name, "saw", error)
        raise
    finally:
        await asyncio.sleep(0.01)
        print("close", name)


class Session:
    async def __aenter__(self):
        print("enter")
        return self

    async def __aexit__(self, kind, error, trace):
        print("exit", kind and kind.__name__)
        return kind is KeyError


async def main():
    async with connection("a"), connection("b"):
        print("both")
    try:
        async with connection("c"):
            raise ValueError("oops")
    except ValueError:
        print("propagated")
    async with Session():
        raise KeyError("swallowed")
    async with contextlib.AsyncExitStack() as stack:
        for name in "de":
            await stack.enter_async_context(connection(name))
        stack.push_async_callback(asyncio.sleep, 0)
        stack.callback(print, "plain callback")
        print("body")
    async with contextlib.aclosing(numbers()) as source:
        async for number in source:
            print(number)
            break


async def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("numbers closed")


asyncio.run(main())
