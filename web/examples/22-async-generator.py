# title: Beads on a string
# topic: Streams of values
# watch: An async generator hands over one value at a time and sleeps in between. All of it happens on main's lane, step by step: async for starts no task. The second half gives the string to a task of its own, and the two overlap.

import asyncio


async def beads(colours, pause):
    for colour in colours:
        await asyncio.sleep(pause)
        yield colour


async def thread_beads(colours, pause, necklace):
    async for colour in beads(colours, pause):
        print(f"{colour.title()} goes on")
        necklace.append(colour)


async def main():
    warm = [colour async for colour in beads(["red", "orange", "yellow"], 0.2)]
    print("Alone:", " ".join(warm))

    necklace = []
    async with asyncio.TaskGroup() as table:
        table.create_task(
            thread_beads(["red", "orange", "yellow"], 0.4, necklace), name="warm"
        )
        table.create_task(
            thread_beads(["blue", "green"], 0.55, necklace), name="cold"
        )
    print("Together:", " ".join(necklace))


asyncio.run(main())
