"""Ways to end consumers: a sentinel each, one that is passed on, cancellation, and shutdown."""

import asyncio

END = object()


async def produce(queue, items):
    for item in items:
        await queue.put(item)
        await asyncio.sleep(0)


async def until_sentinel(name, queue, log, *, pass_on=False):
    while True:
        item = await queue.get()
        if item is END:
            if pass_on:
                await queue.put(END)
            log.append(f"{name} ends")
            return
        log.append(f"{name}{item}")
        await asyncio.sleep(0.01)


async def until_cancelled(name, queue, log):
    try:
        while True:
            item = await queue.get()
            await asyncio.sleep(0.01)
            log.append(f"{name}{item}")
            queue.task_done()
    except asyncio.CancelledError:
        log.append(f"{name} cancelled")
        raise


async def until_shutdown(name, queue, log):
    try:
        while True:
            item = await queue.get()
            log.append(f"{name}{item}")
            await asyncio.sleep(0.05)
            queue.task_done()
    except asyncio.QueueShutDown:
        log.append(f"{name} shut")


async def main():
    log, queue = [], asyncio.Queue()
    consumers = [asyncio.create_task(until_sentinel(name, queue, log)) for name in "ab"]
    await produce(queue, [1, 2, 3, END, END])
    await asyncio.gather(*consumers)
    print(log, queue.qsize())

    log, queue = [], asyncio.Queue(2)
    consumers = [asyncio.create_task(until_sentinel(name, queue, log, pass_on=True)) for name in "abc"]
    await produce(queue, [1, 2, 3, END])
    await asyncio.gather(*consumers)
    print(log, queue.qsize(), queue.get_nowait() is END)

    log, queue = [], asyncio.Queue()
    consumers = [asyncio.create_task(until_cancelled(name, queue, log)) for name in "ab"]
    await produce(queue, range(4))
    await queue.join()
    for consumer in consumers:
        consumer.cancel()
    print(await asyncio.gather(*consumers, return_exceptions=True), log)

    for immediate in (False, True):
        log, queue = [], asyncio.Queue(3)
        consumer = asyncio.create_task(until_shutdown("a", queue, log))
        producer = asyncio.create_task(produce(queue, range(9)))
        await asyncio.sleep(0.07)
        queue.shutdown(immediate)
        [refused, _] = await asyncio.gather(producer, consumer, return_exceptions=True)
        print(repr(refused), log, queue.qsize(), queue.empty())
        try:
            await asyncio.wait_for(queue.join(), 0.2)
            print("joined")
        except TimeoutError:
            print("not all done")


asyncio.run(main())
