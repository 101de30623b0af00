"""Merging async generators into one, and copying one to several readers."""

import asyncio
from contextlib import aclosing


async def ticker(name, period, many):
    try:
        for number in range(many):
            await asyncio.sleep(period)
            yield f"{name}{number}"
    finally:
        print(f"{name} closed")


async def merge(*sources):
    """Yields what comes first."""
    pending = {asyncio.ensure_future(anext(source)): source for source in sources}
    try:
        while pending:
            done, _ = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for future in done:
                source = pending.pop(future)
                try:
                    yield future.result()
                except StopAsyncIteration:
                    continue
                pending[asyncio.ensure_future(anext(source))] = source
    finally:
        for future in pending:
            future.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        for source in sources:
            await source.aclose()


def tee(source, many):
    queues = [asyncio.Queue(1) for _ in range(many)]

    async def feed():
        async with aclosing(source):
            async for item in source:
                for queue in queues:
                    await queue.put(item)
        for queue in queues:
            queue.shutdown()

    async def read(queue):
        while True:
            try:
                yield await queue.get()
            except asyncio.QueueShutDown:
                return

    return asyncio.create_task(feed()), [read(queue) for queue in queues]


async def collect(source, delay):
    items = []
    async for item in source:
        items.append(item)
        await asyncio.sleep(delay)
    return items


async def main():
    async for item in merge(ticker("a", 0.1, 3), ticker("b", 0.17, 2), ticker("c", 0.45, 1)):
        print(item)
    print("left early")
    async with aclosing(merge(ticker("d", 0.05, 9), ticker("e", 1, 9))) as both:
        async for item in both:
            if item == "d2":
                break
    feeder, readers = tee(ticker("f", 0.02, 4), 2)
    print(await asyncio.gather(collect(readers[0], 0), collect(readers[1], 0.05)))
    await feeder
    squares = (number**2 async for number in aiter(numbers()))
    print([square async for square in squares if square % 2], type(squares).__name__)
    try:
        await anext(squares)
    except StopAsyncIteration as error:
        print("at its end", error.args)
    print(await anext(squares, "a default"))


async def numbers():
    for number in range(6):
        yield number


asyncio.run(main())
