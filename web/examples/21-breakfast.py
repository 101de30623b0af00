# title: Breakfast for two
# topic: At home
# watch: One cook, many pans. The toast can't be buttered before it is toasted, so that lane has two parts; all the rest overlaps. The longest chain, tea, decides when we eat.

import asyncio
import time


async def fry_eggs(count):
    print("Warming the pan")
    await asyncio.sleep(0.4)
    print(f"Cracking {count} eggs")
    await asyncio.sleep(0.9)
    print("Eggs on the plates")


async def toast(slices):
    print(f"{slices} slices into the toaster")
    await asyncio.sleep(0.7)
    print("Pop!")
    for number in range(1, slices + 1):
        await asyncio.sleep(0.2)
        print(f"Slice {number} is buttered")


async def brew_tea():
    print("Kettle on")
    await asyncio.sleep(0.8)
    print("Water over the leaves")
    await asyncio.sleep(0.8)
    print("Tea is ready")


async def main():
    start = time.perf_counter()
    async with asyncio.TaskGroup() as kitchen:
        kitchen.create_task(fry_eggs(4), name="eggs")
        kitchen.create_task(toast(2), name="toast")
        kitchen.create_task(brew_tea(), name="tea")
        print("Orange juice is poured at once")
    print(f"Breakfast after {time.perf_counter() - start:.1f} s")


asyncio.run(main())
