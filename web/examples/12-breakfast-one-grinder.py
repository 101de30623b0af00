# title: Breakfast with one grinder
# topic: Locks
# watch: Three people want coffee and there is one grinder. Follow the lock from lane to lane: it is handed on in the order of asking, while the water of those who have ground already is heating.

import asyncio


async def make_coffee(who, wakes_up, grinder):
    await asyncio.sleep(wakes_up)
    print(f"{who} comes into the kitchen")
    if grinder.locked():
        print(f"{who} waits for the grinder")

    async with grinder:
        print(f"{who} grinds")
        await asyncio.sleep(0.6)

    print(f"{who} pours the water")
    await asyncio.sleep(0.8)
    print(f"{who} has coffee")


async def main():
    grinder = asyncio.Lock()
    async with asyncio.TaskGroup() as kitchen:
        kitchen.create_task(make_coffee("Anna", 0.0, grinder), name="Anna")
        kitchen.create_task(make_coffee("Jakob", 0.1, grinder), name="Jakob")
        kitchen.create_task(make_coffee("Lena", 0.3, grinder), name="Lena")
    print("Good morning, everybody")


asyncio.run(main())
