"""A handler that iterates asynchronously still has its exception afterwards."""

import asyncio
import sys
import traceback


async def numbers(count=2):
    for number in range(count):
        yield number


def tell(when):
    print(f"{when}: {sys.exception()!r}")


async def fail():
    try:
        raise KeyError("first")
    except KeyError:
        async for number in numbers():
            try:
                raise ValueError(number)
            except ValueError:
                async for _ in numbers(1):
                    pass
                tell("inner loop")
                print({other: number async for other in numbers()})
                tell("inner comprehension")
        else:
            tell("else")
        tell("after the loop")
        async for number in numbers():
            break
        tell("after break")
        print([[b async for b in numbers(a)] async for a in numbers()])
        tell("after comprehensions")

        async def nested():
            async for _ in numbers():
                pass
            tell("in a function")

        await nested()
        try:
            pass
        finally:
            async for _ in numbers():
                pass
            tell("finally")
        print(traceback.format_exc().splitlines()[-1])
        raise


async def main():
    try:
        await fail()
    except* KeyError:
        async for _ in numbers():
            pass
        tell("except*")
    finally:
        async for _ in numbers():
            pass
        tell("last")
        print(sorted(locals()))


asyncio.run(main())
