import asyncio


async def countdown(start):
    try:
        while start:
            got = yield start
            if got:
                print("was sent", got)
            start -= 1
            await asyncio.sleep(0.01)
    finally:
        print("generator ends")


async def main():
    async for number in countdown(3):
        print(number)
    source = countdown(9)
    print(await anext(source), await source.asend("hello"))
    await source.aclose()
    print(await anext(source, "nothing left"))
    source = countdown(2)
    await anext(source)
    try:
        await source.athrow(ValueError("thrown in"))
    except ValueError as error:
        print("came out:", error)


asyncio.run(main())
