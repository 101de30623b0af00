"""Three stages with small queues: the slowest one sets the pace."""

import asyncio

STOP = object()


async def produce(out, log):
    for number in range(6):
        await out.put(number)
        log.append(f"put {number} ({out.qsize()}/{out.maxsize})")
    await out.put(STOP)


async def square(source, out, log):
    while (item := await source.get()) is not STOP:
        await asyncio.sleep(0.01)
        await out.put(item * item)
        log.append(f"squared {item} ({out.qsize()}/{out.maxsize})")
    await out.put(STOP)


async def consume(source, log):
    total = 0
    while (item := await source.get()) is not STOP:
        await asyncio.sleep(0.1)
        total += item
        log.append(f"consumed {item}")
    return total


async def main():
    log = []
    first, second = asyncio.Queue(2), asyncio.Queue(1)
    async with asyncio.TaskGroup() as group:
        group.create_task(produce(first, log))
        group.create_task(square(first, second, log))
        total = group.create_task(consume(second, log))
    print("\n".join(log))
    print("total", total.result(), first.empty(), second.empty())

    # The consumer dies: the producer must not wait for ever.
    queue = asyncio.Queue(1)

    async def dies():
        await queue.get()
        raise RuntimeError("disk full")

    async def feeds():
        try:
            for number in range(100):
                await queue.put(number)
        finally:
            print("producer leaves with", queue.qsize(), "in the queue")

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(feeds())
            group.create_task(dies())
    except* RuntimeError as errors:
        print(errors, errors.exceptions)


asyncio.run(main())
