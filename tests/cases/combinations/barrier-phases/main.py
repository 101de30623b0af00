"""A simulation in phases: nobody enters a phase before all have left the one before."""

import asyncio
import random


async def walker(name, barrier, places, log):
    for phase in range(3):
        await asyncio.sleep(random.random() / 10)
        places[name] += 1
        log.append((phase, name))
        async with barrier as position:
            if position == 0:
                print(f"phase {phase}: {places}")
    return name


async def careless(barrier):
    await asyncio.sleep(0.05)
    raise RuntimeError("stumbled")


async def waits(name, barrier):
    try:
        return name, await barrier.wait()
    except asyncio.BrokenBarrierError as error:
        return name, repr(error)


async def main():
    random.seed(3)
    barrier = asyncio.Barrier(4)
    places, log = dict.fromkeys("abcd", 0), []
    print(await asyncio.gather(*(walker(name, barrier, places, log) for name in places)))
    print([phase for phase, _ in log] == sorted(phase for phase, _ in log))

    print("one of three fails, so the others would wait for ever")
    barrier = asyncio.Barrier(3)
    waiting = [asyncio.create_task(waits(name, barrier)) for name in "xy"]
    try:
        await careless(barrier)
    except RuntimeError as error:
        print(error, barrier.n_waiting)
        await barrier.abort()
    print(await asyncio.gather(*waiting), barrier.broken)
    print(await waits("late", barrier))
    await barrier.reset()
    print(barrier.broken, barrier.parties, barrier.n_waiting)

    print("reset while two wait")
    waiting = [asyncio.create_task(waits(name, barrier)) for name in "xy"]
    await asyncio.sleep(0)
    await barrier.reset()
    print(await asyncio.gather(*waiting))
    results = await asyncio.gather(*(waits(name, barrier) for name in "pqr"))
    print(sorted(position for _, position in results))


asyncio.run(main())
