# What a thread runs may call itself, look at its names, and end an iterator.
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def down(n):
    time.sleep(0)
    return down(n - 1) if n else "done"


def comprehends():
    return [x for x in {"k": [1]}.get("k")]


def looks(a):
    time.sleep(0)
    return locals()


def first(it):
    return next(it)


print(asyncio.run(asyncio.to_thread(down, 2)))
print(asyncio.run(asyncio.to_thread(comprehends)))
print(asyncio.run(asyncio.to_thread(looks, 3)))
with ThreadPoolExecutor() as pool:
    print(repr(pool.submit(first, iter([])).exception()))


def deep(n):
    return deep(n + 1)


def too_deep():
    try:
        deep(0)
    except RecursionError as error:
        return str(error)


async def main():
    print(await asyncio.to_thread(too_deep))
    try:
        await asyncio.to_thread(first, iter([]))
    except RuntimeError as error:
        print(error)


asyncio.run(main())
