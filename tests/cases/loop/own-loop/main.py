# A loop written in Python on asyncio's BaseEventLoop, whose time jumps.
import asyncio


class Selector:
    def __init__(self, loop):
        self.loop = loop

    def select(self, timeout):
        if timeout is None:
            raise RuntimeError("nothing left to wait for")
        self.loop.now += timeout
        return []


class Loop(asyncio.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self.now = 0
        self._selector = Selector(self)

    def time(self):
        return self.now

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


async def child(n):
    await asyncio.sleep(n)
    print("child", n, "at", round(asyncio.get_running_loop().time(), 3))
    return n


async def main():
    loop = asyncio.get_running_loop()
    handle = loop.call_later(5, print, "never")
    loop.call_later(1.5, print, "timer")
    print(await asyncio.gather(child(2), child(1)))
    handle.cancel()
    try:
        async with asyncio.timeout(3):
            await asyncio.sleep(10)
    except TimeoutError:
        print("timeout at", round(loop.time(), 3))


with asyncio.Runner(loop_factory=Loop) as runner:
    runner.run(main())
