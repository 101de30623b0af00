"""The events of `sys.settrace` while coroutines wait, and generators delegate."""
import asyncio
import sys

seen = []


def tracer(frame, event, arg):
    if frame.f_code.co_filename != __file__:
        return None
    seen.append((frame.f_code.co_name, event, frame.f_lineno))
    return tracer


async def waits(n):
    await asyncio.sleep(0)
    for _ in range(n): await asyncio.sleep(0)
    await asyncio.sleep(
        0.001,
    )
    return n


def numbers():
    yield 1
    yield 2
    return 3


async def letters():
    yield "a"
    await asyncio.sleep(0)
    yield "b"


def delegates():
    result = yield from numbers()
    return result


async def main():
    async with asyncio.timeout(1): await waits(2)
    async for _ in letters(): pass
    list(delegates())


sys.settrace(tracer)
print(sys.gettrace() is tracer)
asyncio.run(main())
sys.settrace(None)
print(sys.gettrace())
for line in seen:
    print(*line)
