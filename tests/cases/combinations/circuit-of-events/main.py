import asyncio


async def runner(name, mine, following, laps, log):
    for lap in range(laps):
        await mine.wait()
        mine.clear()
        log.append(f"{name}{lap}")
        await asyncio.sleep(0.01)
        following.set()


async def main():
    events = [asyncio.Event() for _ in range(3)]
    log = []
    async with asyncio.TaskGroup() as group:
        for n, name in enumerate("xyz"):
            group.create_task(runner(name, events[n], events[(n + 1) % 3], 2, log))
        events[0].set()
    print(" ".join(log))


asyncio.run(main())
