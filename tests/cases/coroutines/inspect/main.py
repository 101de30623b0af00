import asyncio
import inspect


async def work():
    pass


async def numbers():
    yield 1


def plain():
    pass


for function in (work, numbers, plain):
    print(
        function.__name__,
        inspect.iscoroutinefunction(function),
        inspect.isasyncgenfunction(function),
    )
coro = work()
print(inspect.iscoroutine(coro), inspect.isawaitable(coro), inspect.getcoroutinestate(coro))
coro.close()
print(inspect.getcoroutinestate(coro))
print(asyncio.iscoroutine(coro), type(coro).__name__, coro.__name__, coro.__qualname__)
