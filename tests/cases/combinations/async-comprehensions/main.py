import asyncio


async def numbers(until):
    for n in range(until):
        await asyncio.sleep(0)
        yield n


async def double(n):
    await asyncio.sleep(0)
    return 2 * n


async def main():
    print([n async for n in numbers(5) if n % 2])
    print({n % 3 async for n in numbers(5)}, {n: n * n async for n in numbers(3)})
    print([await double(n) for n in range(3)], [await double(n) async for n in numbers(3)])
    print([x async for x in (n + 1 async for n in numbers(3))])
    print([[m async for m in numbers(n)] async for n in numbers(3)])


asyncio.run(main())
