import asyncio


class Ten:
    def __await__(self):
        yield from asyncio.sleep(0.01).__await__()
        return 10


async def main():
    print(await Ten() + await Ten())
    try:
        await 3
    except TypeError as error:
        print(type(error).__name__)  # Its words are others in 3.14.
    coro = asyncio.sleep(0, "once")
    print(await coro)
    try:
        await coro
    except RuntimeError as error:
        print(error)


asyncio.run(main())
