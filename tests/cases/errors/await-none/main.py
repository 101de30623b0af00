import asyncio


def not_async():
    return None


async def main():
    try:
        await not_async()
    except TypeError as error:
        print(type(error).__name__, "in line", error.__traceback__.tb_lineno)


asyncio.run(main())
