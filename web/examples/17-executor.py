# title: Blocking work goes to a thread
# topic: Blocking
# watch: The same time.sleep as before, now in threads with lanes of their own below the tasks. The metronome doesn't miss a tick, and the two players' tuning overlaps.

import asyncio
import time

start = time.perf_counter()


def clock():
    return f"{time.perf_counter() - start:.1f} s"


def tune(instrument, seconds):
    """Knows nothing of asyncio: an ordinary function that takes its time."""
    time.sleep(seconds)
    return f"the {instrument} is in tune"


async def metronome():
    for _ in range(8):
        await asyncio.sleep(0.2)
        print(f"{clock()}  tick")


async def cellist():
    news = await asyncio.to_thread(tune, "cello", 1.1)
    print(f"{clock()}  {news}")


async def harpist():
    loop = asyncio.get_running_loop()
    await asyncio.sleep(0.3)
    news = await loop.run_in_executor(None, tune, "harp", 1.0)
    print(f"{clock()}  {news}")


async def main():
    async with asyncio.TaskGroup() as orchestra:
        orchestra.create_task(metronome(), name="metronome")
        orchestra.create_task(cellist(), name="cello")
        orchestra.create_task(harpist(), name="harp")


asyncio.run(main())
