"""A watchdog ends a worker that no longer beats, and a supervisor starts it again."""

import asyncio


class Watchdog:
    def __init__(self, patience):
        self.patience = patience
        self.loop = asyncio.get_running_loop()
        self.task = asyncio.current_task()
        self.handle = None
        self.bitten = False

    def __enter__(self):
        self.beat()
        return self

    def beat(self):
        if self.handle:
            self.handle.cancel()
        self.handle = self.loop.call_later(self.patience, self._bite)

    def _bite(self):
        self.bitten = True
        self.task.cancel("no heartbeat")

    def __exit__(self, kind, error, trace):
        self.handle.cancel()
        if kind is asyncio.CancelledError and self.bitten and self.task.uncancel() == 0:
            raise TimeoutError(f"no heartbeat for {self.patience} s") from error


async def worker(delays):
    with Watchdog(0.15) as dog:
        for delay in delays:
            await asyncio.sleep(delay)
            dog.beat()
            print(f"  beat after {delay}")
    return "done"


async def supervise(plans):
    for attempt, delays in enumerate(plans, 1):
        try:
            print(attempt, await worker(delays))
            return attempt
        except TimeoutError as error:
            print(attempt, repr(error), "because of", repr(error.__cause__))
    raise RuntimeError("gave up")


async def main():
    print(await supervise([(0.1, 0.1, 0.3), (0.05, 0.3), (0.1, 0.05, 0.1)]))
    task = asyncio.create_task(worker((0.1, 5)))
    await asyncio.sleep(0.05)
    task.cancel("by hand")
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", error, task.cancelling())
    await supervise([(1,)] * 2)


asyncio.run(main())
