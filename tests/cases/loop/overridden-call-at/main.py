# A loop whose own `call_at` is told of every timer.
import asyncio


class Telling(asyncio.SelectorEventLoop):
    def call_at(self, when, callback, *args, context=None):
        print("at", getattr(callback, "__name__", callback))
        return super().call_at(when, callback, *args, context=context)


async def main():
    await asyncio.sleep(0.1)
    async with asyncio.timeout(1):
        await asyncio.sleep(0)
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.2)
    except TimeoutError:
        print("too late")
    loop = asyncio.get_running_loop()
    loop.call_later(0.1, print, "later")
    loop.call_at(loop.time() + 0.2, print, "still later")
    await asyncio.sleep(0.3)


with asyncio.Runner(loop_factory=Telling) as runner:
    runner.run(main())
