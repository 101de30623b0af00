# A coroutine without any loop.
import types


@types.coroutine
def give(value):
    got = yield value
    return got


async def talk():
    first = await give("hello")
    second = await give(f"you said {first}")
    return f"finally {second}"


coro = talk()
print(coro.send(None))
print(coro.send("yes"))
try:
    coro.send("no")
except StopIteration as stop:
    print(stop.value)
