import asyncio


class Missing(Exception):
    pass


async def divide(a, b):
    await asyncio.sleep(0)
    return a / b


async def careful(a, b):
    try:
        return await divide(a, b)
    except ZeroDivisionError as error:
        raise Missing(f"{a} over {b}") from error
    finally:
        print("tried", a, b)


async def main():
    print(await careful(6, 3))
    try:
        await careful(6, 0)
    except Missing as error:
        print(repr(error), "because of", repr(error.__cause__))


asyncio.run(main())
