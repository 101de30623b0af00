"""Wrong: each takes the left fork first. Right: in order, by a waiter, or by giving back."""

import asyncio
import contextlib


def table(size):
    return [asyncio.Lock() for _ in range(size)]


async def eat(name, log):
    log.append(name)
    await asyncio.sleep(0.02)


async def naive(name, forks, log):
    left, right = forks[name], forks[(name + 1) % len(forks)]
    async with left:
        await asyncio.sleep(0.01)
        async with right:
            await eat(name, log)


async def ordered(name, forks, log):
    first, second = sorted((name, (name + 1) % len(forks)))
    async with forks[first]:
        await asyncio.sleep(0.01)
        async with forks[second]:
            await eat(name, log)


async def polite(name, forks, log):
    left, right = forks[name], forks[(name + 1) % len(forks)]
    while True:
        async with left:
            await asyncio.sleep(0.01 * (name + 1))
            if right.locked():
                continue
            async with right:
                await eat(name, log)
                return


async def with_waiter(waiter, name, forks, log):
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(waiter)
        await stack.enter_async_context(forks[name])
        await asyncio.sleep(0.01)
        await stack.enter_async_context(forks[(name + 1) % len(forks)])
        await eat(name, log)


async def dine(how, size=5):
    log, forks = [], table(size)
    try:
        async with asyncio.timeout(2):
            async with asyncio.TaskGroup() as group:
                for name in range(size):
                    group.create_task(how(name, forks, log))
    except TimeoutError:
        print("nobody moves:", [fork.locked() for fork in forks])
    return sorted(log)


async def main():
    print(await dine(naive))
    print(await dine(ordered))
    print(await dine(polite, 3))
    waiter = asyncio.Semaphore(4)
    print(await dine(lambda *rest: with_waiter(waiter, *rest)))


asyncio.run(main())
