"""A saga: steps with compensations, undone in reverse when a later one fails or is cancelled."""

import asyncio
from contextlib import AsyncExitStack


class Saga:
    def __init__(self, log):
        self.log, self.undo = log, AsyncExitStack()

    async def __aenter__(self):
        await self.undo.__aenter__()
        return self

    async def step(self, name, seconds=0.01, *, fails=None):
        self.undo.push_async_callback(self.compensate, name)
        self.log.append(f"do {name}")
        await asyncio.sleep(seconds)
        if fails:
            raise fails

    async def compensate(self, name):
        await asyncio.sleep(0)
        self.log.append(f"undo {name}")
        if name == "stuck":
            raise OSError("can't undo")

    async def __aexit__(self, kind, error, trace):
        if kind is None:
            self.undo.pop_all()
            self.log.append("keep all")
            return False
        await self.undo.__aexit__(kind, error, trace)
        return issubclass(kind, ValueError)


async def order(log, *, fails=None, slow=0.01, stuck=False):
    async with Saga(log) as saga:
        await saga.step("pay")
        if stuck:
            await saga.step("stuck")
        async with asyncio.TaskGroup() as group:
            group.create_task(saga.step("pack", slow))
            group.create_task(saga.step("label"))
        await saga.step("ship", fails=fails)
    return "over"


async def attempt(title, **options):
    log = []
    try:
        async with asyncio.timeout(0.5):
            outcome = await order(log, **options)
    except Exception as error:
        outcome = f"{error!r} from {error.__context__!r}"
    print(f"{title}: {outcome}\n  {', '.join(log)}")


async def main():
    await attempt("all goes well")
    await attempt("no ship", fails=ValueError("no ship"))
    await attempt("broken", fails=KeyError("broken"))
    await attempt("too slow", slow=5)
    await attempt("two errors", fails=KeyError("first"), stuck=True)
    log = []
    task = asyncio.create_task(order(log, slow=5))
    await asyncio.sleep(0.1)
    task.cancel()
    print(await asyncio.gather(task, return_exceptions=True), log)


asyncio.run(main())
