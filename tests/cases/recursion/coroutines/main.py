import asyncio


async def endless(depth):
    await endless(depth + 1)


def generate(depth):
    yield from generate(depth + 1)


async def agenerate(depth):
    async for value in agenerate(depth + 1):
        yield value


async def count(depth):
    return 1 + await count(depth - 1) if depth else 0


def walk(depth):
    if depth:
        yield from walk(depth - 1)
    yield depth


async def main():
    try:
        await endless(0)
    except RecursionError as error:
        print("coroutine", error)
    try:
        list(generate(0))
    except RecursionError as error:
        print("generator", error)
    try:
        async for _ in agenerate(0):
            pass
    except RecursionError as error:
        print("async generator", error)
    print(await count(200), sum(walk(200)))
    results = await asyncio.gather(endless(0), asyncio.sleep(0.01, "well"), return_exceptions=True)
    print(results)
    async with asyncio.TaskGroup() as group:
        group.create_task(asyncio.sleep(1))
        group.create_task(endless(0))


asyncio.run(main())
