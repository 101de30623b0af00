# title: A semaphore keeps the lift from falling
# topic: Locks
# watch: The lift takes two at a time. Six people press the button at once; on the timeline never more than two lanes ride together, and each one who gets out lets exactly one in. That is how one limits requests to a server, too.

import asyncio
import time

start = time.perf_counter()


def clock():
    return f"{time.perf_counter() - start:.1f} s"


async def ride(name, floors, lift):
    async with lift:
        print(f"{clock()}  {name} gets in")
        await asyncio.sleep(0.2 * floors)
        print(f"{clock()}  {name} gets out on floor {floors}")


async def main():
    lift = asyncio.Semaphore(2)
    guests = {"Emil": 2, "Fatma": 5, "Greta": 4, "Hugo": 2, "Inés": 3, "Jun": 1}

    async with asyncio.TaskGroup() as hotel:
        for name, floors in guests.items():
            hotel.create_task(ride(name, floors, lift), name=name)


asyncio.run(main())
