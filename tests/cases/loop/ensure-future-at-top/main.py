import asyncio


async def work():
    print("works")
    return 1


task = asyncio.ensure_future(work())
print(task.done(), asyncio.isfuture(task))
print(asyncio.get_event_loop().run_until_complete(task))
group = asyncio.gather(work(), work())
print(asyncio.get_event_loop().run_until_complete(group))
print(asyncio.get_event_loop().run_until_complete(asyncio.wait_for(work(), 1)))
