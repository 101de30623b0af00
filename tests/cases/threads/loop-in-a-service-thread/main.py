"""A loop in a thread serves synchronous callers; it is stopped from outside and cleaned up."""

import asyncio
import concurrent.futures
import threading
import time


class Service:
    def __init__(self):
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self._run, name="service", daemon=True)

    def _run(self):
        with asyncio.Runner() as runner:
            self.loop = runner.get_loop()
            self.stopping = asyncio.Event()
            self.ready.set()
            runner.run(self._serve())
        print("loop closed:", self.loop.is_closed())

    async def _serve(self):
        ticks = asyncio.create_task(self._tick(), name="ticks")
        await self.stopping.wait()
        print("stopping, tasks:", sorted(task.get_name() for task in asyncio.all_tasks() - {ticks})[:1])
        ticks.cancel()

    async def _tick(self):
        try:
            while True:
                await asyncio.sleep(0.1)
        finally:
            print("ticks end in", threading.current_thread().name)

    def call(self, coroutine, timeout=None):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(timeout)

    def __enter__(self):
        self.thread.start()
        self.ready.wait()
        return self

    def __exit__(self, *error):
        self.loop.call_soon_threadsafe(self.stopping.set)
        self.thread.join()
        print("thread over:", not self.thread.is_alive())


async def add(left, right, delay=0.05):
    await asyncio.sleep(delay)
    if right is None:
        raise TypeError("nothing to add")
    return left + right, threading.current_thread().name


async def forever():
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        print("forever was cancelled")
        raise


with Service() as service:
    print(service.call(add(1, 2)))
    futures = [asyncio.run_coroutine_threadsafe(add(n, n, 0.3 - n / 10), service.loop) for n in range(3)]
    for future in concurrent.futures.as_completed(futures):
        print(future.result()[0])
    try:
        service.call(add(1, None))
    except TypeError as error:
        print("raised here:", error)
    endless = asyncio.run_coroutine_threadsafe(forever(), service.loop)
    try:
        endless.result(0.1)
    except TimeoutError:
        gave_up = endless.cancel(), endless.cancelled()
    time.sleep(0.05)
    print("timeout", *gave_up)
    seen = []
    service.loop.call_soon_threadsafe(seen.append, "from outside")
    service.call(asyncio.sleep(0))
    print(seen)
try:
    service.call(add(1, 2))
except RuntimeError as error:
    print(error)
