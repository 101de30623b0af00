# title: As in a notebook
# topic: The event loop
# watch: There is no main() and no asyncio.run(): await stands at the top level, as in a notebook cell. The kettle is nobody's to await, and still the loop goes on until it has boiled.

import asyncio


async def count_sheep(name, until):
    for number in range(1, until + 1):
        await asyncio.sleep(0.25)
        print(f"{name}: {number} sheep")
    return until


async def boil_kettle():
    await asyncio.sleep(2.1)
    print("The kettle whistles.")


kettle = asyncio.create_task(boil_kettle(), name="kettle")
nina = asyncio.create_task(count_sheep("Nina", 5), name="Nina")

await asyncio.sleep(0.1)
tom = await count_sheep("Tom", 3)

print(f"Tom is asleep after {tom}.")
print(f"Nina is asleep after {await nina}.")
print("The cell has come to its end.")
