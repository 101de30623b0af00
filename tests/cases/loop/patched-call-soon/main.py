import asyncio
from asyncio import base_events
orig = base_events.BaseEventLoop.call_soon
def spy(self, cb, *args, context=None):
    print("call_soon", getattr(cb, "__qualname__", type(cb).__name__).split(".")[-1])
    return orig(self, cb, *args, context=context)
base_events.BaseEventLoop.call_soon = spy
orig_later = base_events.BaseEventLoop.call_later
def later(self, d, cb, *a, context=None):
    print("later", d)
    return orig_later(self, d, cb, *a, context=context)
base_events.BaseEventLoop.call_later = later
async def f():
    await asyncio.sleep(0.01)
    fut = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(fut.set_result, 1)
    print(await fut)
async def main():
    await asyncio.gather(f(), f())
asyncio.run(main())
