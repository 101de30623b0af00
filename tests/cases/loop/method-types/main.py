"""What a loop's methods are: functions of asyncio's classes, bound to the loop."""
import asyncio
import inspect
from asyncio import base_events

NAMES = "call_soon call_later call_at call_soon_threadsafe time stop run_forever create_task set_debug".split()

loop = asyncio.new_event_loop()
for name in NAMES:
    method = getattr(loop, name)
    print(name, type(method).__name__, method.__qualname__, method.__module__, method.__self__ is loop)
    print("   ", type(getattr(type(loop), name)).__name__, inspect.signature(method))
print(loop.add_signal_handler.__qualname__, inspect.ismethod(loop.call_later))


class Loud(asyncio.SelectorEventLoop):
    def call_soon(self, callback, *args, context=None):
        print("call_soon")
        return super().call_soon(callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        print("call_at")
        return super().call_at(when, callback, *args, context=context)

    def time(self):
        return super().time() + 100


async def main():
    await asyncio.sleep(0.01)
    await asyncio.sleep(0)
    return asyncio.get_running_loop().time() > 100


loud = Loud()
print(loud.run_until_complete(main()))
loud.close()

saved = loop.call_soon
saved(print, "by a bound method")
base_events.BaseEventLoop.call_soon(loop, print, "by the class")
loop.call_later(0.01, loop.stop)
loop.run_forever()


# A monitor that counts turns, for every loop.
turns = 0
once = base_events.BaseEventLoop._run_once


def counted(self):
    global turns
    turns += 1
    once(self)


base_events.BaseEventLoop._run_once = counted
asyncio.run(asyncio.sleep(0))
base_events.BaseEventLoop._run_once = once
print("turns", turns)
asyncio.run(asyncio.sleep(0))
print("turns", turns)

# A replacement on the class in between.
asyncio.selector_events.BaseSelectorEventLoop.time = lambda self: 42.0
print(loop.time())
del asyncio.selector_events.BaseSelectorEventLoop.time
print(loop.time() == 42.0)
loop.close()
