# Plain code calls a coroutine, which calls plain code, which calls a coroutine.
import asyncio
import threading
import time
from asgiref.sync import async_to_sync, sync_to_async


def where(what):
    print(what, "in the main thread:", threading.current_thread() is threading.main_thread())


async def innermost(n):
    where("innermost")
    await asyncio.sleep(0.1)
    return n + 1


def inner(n):
    where("inner")
    time.sleep(0.1)
    return async_to_sync(innermost)(n) + 10


async def outer(n):
    where("outer")
    return await sync_to_async(inner)(n) + 100


print(async_to_sync(outer)(1))


async def main():
    print(await sync_to_async(inner)(2))
    print(await asyncio.gather(*(sync_to_async(inner, thread_sensitive=False)(n) for n in (3,))))


asyncio.run(main())
