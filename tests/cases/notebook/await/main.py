import asyncio


async def work(name, seconds):
    await asyncio.sleep(seconds)
    return name


print(await work("first", 0.05))
results = await asyncio.gather(work("a", 0.1), work("b", 0.05))
print(results)
async with asyncio.TaskGroup() as group:
    group.create_task(work("c", 0.05))
print("end of cell")
