import asyncio


async def work(name, seconds, barrier):
    await asyncio.sleep(seconds)
    print(name, "arrives")
    place = await barrier.wait()
    if place == 0:
        print("the first to arrive says go")
    await asyncio.sleep(0)
    return place


async def main():
    barrier = asyncio.Barrier(3)
    places = await asyncio.gather(*(work(n, s, barrier) for n, s in (("a", 0.1), ("b", 0.05), ("c", 0.15))))
    print(places, barrier.parties, barrier.n_waiting, barrier.broken)
    waiting = asyncio.create_task(barrier.wait())
    await asyncio.sleep(0)
    await barrier.abort()
    try:
        await waiting
    except asyncio.BrokenBarrierError as error:
        print("broken", error, barrier.broken)


asyncio.run(main())
