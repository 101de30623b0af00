# title: An event as a starting gun
# topic: Futures and events
# watch: The runners walk to the line when they like, and there they wait. One set() wakes all of them at the same moment; the latecomer finds the event set and doesn't wait at all.

import asyncio


async def runner(name, warm_up, lap, gun, podium):
    await asyncio.sleep(warm_up)
    print(f"{name} is at the line")
    await gun.wait()
    print(f"{name} runs")
    await asyncio.sleep(lap)
    podium.append(name)
    print(f"{name} arrives")


async def main():
    gun = asyncio.Event()
    podium = []

    async with asyncio.TaskGroup() as race:
        race.create_task(runner("Hare", 0.2, 1.2, gun, podium), name="Hare")
        race.create_task(runner("Fox", 0.5, 0.9, gun, podium), name="Fox")
        race.create_task(runner("Snail", 1.3, 1.5, gun, podium), name="Snail")

        await asyncio.sleep(1.0)
        print("Bang!")
        gun.set()

    for place, name in enumerate(podium, start=1):
        print(f"{place}. {name}")


asyncio.run(main())
