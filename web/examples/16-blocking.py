# title: Blocking the loop with time.sleep
# topic: Blocking
# watch: The metronome should tick five times a second. While the cellist tunes with time.sleep the loop is blocked, nobody else can run, and the ticks come late. The violinist waits with asyncio.sleep and disturbs nobody.

import asyncio
import time

start = time.perf_counter()


def clock():
    return f"{time.perf_counter() - start:.1f} s"


async def metronome():
    for _ in range(10):
        await asyncio.sleep(0.2)
        print(f"{clock()}  tick")


async def violinist():
    await asyncio.sleep(0.3)
    print(f"{clock()}  the violinist tunes")
    await asyncio.sleep(0.55)  # Gives way to the others.
    print(f"{clock()}  the violin is in tune")


async def cellist():
    await asyncio.sleep(1.1)
    print(f"{clock()}  the cellist tunes")
    time.sleep(1.0)  # Stops the whole orchestra.
    print(f"{clock()}  the cello is in tune")


async def main():
    async with asyncio.TaskGroup() as orchestra:
        orchestra.create_task(metronome(), name="metronome")
        orchestra.create_task(violinist(), name="violin")
        orchestra.create_task(cellist(), name="cello")


asyncio.run(main())
