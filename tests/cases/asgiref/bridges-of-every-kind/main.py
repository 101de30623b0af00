"""Synchronous code in asynchronous in synchronous: threads, context and exceptions on the way."""

import asyncio
import contextvars
import threading
import time

from asgiref.sync import async_to_sync, sync_to_async

depth = contextvars.ContextVar("depth", default=0)


def where():
    return "main" if threading.current_thread() is threading.main_thread() else "other"


@sync_to_async
def read_database(key):
    time.sleep(0.05)
    if key == "missing":
        raise KeyError(key)
    return f"{key} read in {where()}, depth {depth.get()}"


@async_to_sync
async def fetch(key):
    depth.set(depth.get() + 1)
    return await read_database(key)


def view(key):
    """A synchronous function that calls asynchronous ones."""
    return f"view in {where()}: {fetch(key)}; depth {depth.get()}"


class Orm:
    def __init__(self):
        self.rows = {"a": 1}

    def get(self, key):
        return self.rows[key]

    async def aget(self, key):
        return await sync_to_async(self.get)(key)

    aget.is_async = True


async def main():
    depth.set(10)
    print(await read_database("one"))
    print(await sync_to_async(view)("two"), "and here", depth.get())
    try:
        await sync_to_async(view)("missing")
    except KeyError as error:
        print("came back as", repr(error))
    try:
        fetch("never")
    except RuntimeError as error:
        print(type(error).__name__, "use await" in str(error) or "You cannot use AsyncToSync" in str(error))
    orm = Orm()
    print(await orm.aget("a"), await asyncio.gather(*(read_database(key) for key in "xyz")))
    start = asyncio.get_running_loop().time()
    free = sync_to_async(time.sleep, thread_sensitive=False)
    await asyncio.gather(free(0.1), free(0.1), free(0.1))
    print("side by side", f"{asyncio.get_running_loop().time() - start:.1f}")


print(view("outside"))
print(async_to_sync(Orm().aget)("a"))
async_to_sync(main)()
print("depth outside", depth.get())
