"""Callbacks that fail before any line of the program runs, and a nested task that has not begun."""

import asyncio
import functools


async def main():
    event = asyncio.Event()

    async def child():
        await event.wait()

    def callback(value):
        print("not called")

    task = asyncio.create_task(child(), name="nested")
    print(task)
    loop = asyncio.get_running_loop()
    loop.call_soon(callback)
    loop.call_soon(int, "x")
    loop.call_soon(functools.partial(callback, 1, more=2))
    loop.call_soon(lambda: 1 / 0)
    task.add_done_callback(len)
    event.set()
    await task
    await asyncio.sleep(0)


asyncio.run(main())
