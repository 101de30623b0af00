"""Values that hold each other 100,000 deep go without a trace."""

import asyncio
import functools


class Node:
    def __init__(self, below):
        self.below = below


def chain(wrap, value=None):
    for _ in range(100_000):
        value = wrap(value)
    return value


def caused(below):
    error = ValueError()
    error.__cause__ = below
    return error


def resolved(below):
    future = asyncio.Future()
    future.set_result(below)
    return future


async def main():
    for wrap in (lambda below: [below], lambda below: (below,), lambda below: {1: below}, Node, caused, resolved):
        value = chain(wrap)
        del value
        print("gone")
    value = chain(functools.partial, len)
    del value
    print("gone")


asyncio.run(main())
