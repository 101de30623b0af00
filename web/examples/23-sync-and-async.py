# title: Both ways between plain and async
# topic: Blocking
# watch: sync_to_async runs the kitchen's plain function in a thread. Half way through, that thread asks the loop for a coroutine with async_to_sync and waits for it: the waiter serves meanwhile. All plain functions share one thread, so the second dish waits for the first.

import asyncio
import time

from asgiref.sync import async_to_sync, sync_to_async

start = time.perf_counter()


def tell(what):
    print(f"{time.perf_counter() - start:.1f} s  {what}")


async def deliver(what):
    """A coroutine of the supplier's."""
    await asyncio.sleep(0.38)
    tell(f"{what} delivered")
    return what


def cook(dish, missing):
    """An ordinary function that blocks, and needs something asynchronous."""
    tell(f"{dish}: chopping")
    time.sleep(0.3)
    async_to_sync(deliver)(missing)
    time.sleep(0.3)
    return f"{dish} with {missing}"


@sync_to_async(thread_sensitive=False)
def wash_up():
    time.sleep(0.8)
    tell("the plates are clean")


async def waiter():
    for table in range(1, 6):
        tell(f"serves table {table}")
        await asyncio.sleep(0.45)


async def main():
    async with asyncio.TaskGroup() as kitchen:
        kitchen.create_task(waiter(), name="waiter")
        kitchen.create_task(wash_up(), name="dishes")
        soup = kitchen.create_task(sync_to_async(cook)("soup", "leek"), name="soup")
        stew = kitchen.create_task(sync_to_async(cook)("stew", "thyme"), name="stew")
    tell(f"ready: {soup.result()}, {stew.result()}")


asyncio.run(main())
