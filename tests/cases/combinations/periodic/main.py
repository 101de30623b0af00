import asyncio
import contextlib


async def every(seconds, function):
    loop = asyncio.get_running_loop()
    next_time = loop.time()
    while True:
        function()
        next_time += seconds
        await asyncio.sleep(next_time - loop.time())


async def main():
    beats = []
    loop = asyncio.get_running_loop()
    start = loop.time()
    task = asyncio.create_task(every(0.1, lambda: beats.append(round(loop.time() - start, 1))))
    await asyncio.sleep(0.45)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    print(beats)


asyncio.run(main())
