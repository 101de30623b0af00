# Each thread has its context, its handled exception, its loop and its attributes.
import asyncio
import contextvars
import sys
import threading
import time

name = contextvars.ContextVar("name", default="none")
local = threading.local()
name.set("main")
local.value = "main"


def work(own):
    name.set(own)
    local.value = own
    try:
        raise ValueError(own)
    except ValueError:
        time.sleep(0.1)
        print(own, name.get(), local.value, repr(sys.exception()))

    async def inside():
        await asyncio.sleep(0.1)
        time.sleep(0.1)
        return name.get(), asyncio.current_task().get_name() is not None

    print(own, asyncio.run(inside()))


async def main():
    threads = [threading.Thread(target=work, args=(own,)) for own in ("a", "b")]
    for thread in threads:
        thread.start()
        await asyncio.sleep(0.01)
    print(asyncio.get_running_loop().is_running(), sys.exception())
    await asyncio.sleep(1)
    for thread in threads:
        thread.join()


try:
    raise KeyError("outer")
except KeyError:
    asyncio.run(main())
    print(repr(sys.exception()), name.get(), local.value)
