import asyncio
from contextlib import asynccontextmanager


async def numbers(until):
    for number in range(until):
        await asyncio.sleep(0.01)
        yield number


@asynccontextmanager
async def door():
    print("open")
    yield "inside"
    print("shut")


async for number in numbers(3):
    print(number)
print([n * n async for n in numbers(4)])
async with door() as where:
    print(where)
