"""A module beside the program."""

import asyncio

calls = []


async def greet(name):
    calls.append(name)
    await asyncio.sleep(0.1)
    print("hello", name)


def fail():
    return 1 / len([])


if __name__ == "__main__":
    print("never printed")
