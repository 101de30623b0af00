import asyncio


async def work(name, seconds, error=None):
    await asyncio.sleep(seconds)
    if error:
        raise error
    return name


async def main():
    results = await asyncio.gather(
        work("a", 0.1),
        work("b", 0.05, ValueError("b failed")),
        work("c", 0.15),
        work("d", 0.0, asyncio.CancelledError()),
        return_exceptions=True,
    )
    for result in results:
        print(repr(result))


asyncio.run(main())
