import asyncio


async def value(number):
    await asyncio.sleep(0)
    return number


async def main():
    result = (
        await value(1)
        + await value(2)
        + await value(None)
    )
    print(result)


asyncio.run(main())
