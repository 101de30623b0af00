# What is queued, seen from inside.
import asyncio


def show(loop):
    print(type(loop._ready).__name__, len(loop._ready), [h._callback.__name__ for h in loop._ready])
    print(sorted(h._callback.__name__ for h in loop._scheduled))


def one():
    pass


def two():
    pass


loop = asyncio.new_event_loop()
show(loop)
loop.call_soon(one)
loop.call_soon(two)
loop.call_later(2, two)
loop.call_later(1, one)
show(loop)
loop.call_soon(loop.stop)
loop.run_forever()
show(loop)
loop.close()
show(loop)
