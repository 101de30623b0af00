# The coroutine goes when the error's traceback does, at the program's end.
import asyncio


async def answer():
    return 42


async def main():
    value = answer()
    print(value + 1)


asyncio.run(main())
