# title: Saturday's chores
# topic: At home
# watch: The machines work by themselves while somebody does the rest. Find the moments in which every lane waits: the whole household needs nobody then.

import asyncio
import time


async def laundry():
    print("Washing machine on")
    await asyncio.sleep(1.3)
    print("Washing machine beeps, dryer on")
    await asyncio.sleep(1.1)
    return "laundry dry"


async def dishes():
    print("Dishwasher on")
    await asyncio.sleep(1.8)
    return "dishes clean"


async def by_hand():
    done = []
    for chore, seconds in [("dust", 0.3), ("hoover", 0.6), ("water the plants", 0.2)]:
        print(f"Now: {chore}")
        await asyncio.sleep(seconds)
        done.append(chore)
    return f"{len(done)} things done by hand"


async def main():
    start = time.perf_counter()
    chores = [
        asyncio.create_task(laundry(), name="laundry"),
        asyncio.create_task(dishes(), name="dishes"),
        asyncio.create_task(by_hand(), name="by hand"),
    ]
    for finished in asyncio.as_completed(chores):
        print("Tick off:", await finished)
    print(f"Free after {time.perf_counter() - start:.1f} hours")


asyncio.run(main())
