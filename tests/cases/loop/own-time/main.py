"""Loops with a clock of their own: timers are asked of it, and due by it."""

import asyncio


class Counting(asyncio.SelectorEventLoop):
    """Its time goes on whenever somebody looks."""

    def __init__(self):
        super().__init__()
        self.now = 0

    def time(self):
        self.now += 0.5
        return self.now


class Jumping(asyncio.SelectorEventLoop):
    """Its time stands still until a timer is set, and jumps there then, as in tests that don't wait."""

    now = 100.0

    def time(self):
        return self.now

    def call_at(self, when, callback, *args, context=None):
        handle = super().call_at(when, callback, *args, context=context)
        self.call_soon(self.jump, when)
        return handle

    def jump(self, when):
        self.now = max(self.now, when)


async def counted():
    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.sleep(1.2)
    print("counting", loop.time() - began)
    order = []
    for delay in (3, 1, 2.25):
        loop.call_later(delay, order.append, delay)
    await asyncio.sleep(4)
    print(order, loop.time() - began)
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(5)
    except TimeoutError:
        print("timed out", loop.time() - began)


async def jumped():
    loop = asyncio.get_running_loop()
    for delay in (3600, 60, 5):
        await asyncio.sleep(delay)
        print("jumped", loop.time())
    handle = loop.call_later(10, print, "never")
    print(handle.when(), loop.time())
    handle.cancel()
    print(await asyncio.sleep(86400, "a day"), loop.time())


for kind, main in ((Counting, counted), (Jumping, jumped)):
    with asyncio.Runner(loop_factory=kind) as runner:
        runner.run(main())
