import asyncio


async def work(name):
    print(name, "runs in", asyncio.current_task().get_name())
    return name


loop = asyncio.new_event_loop()
first = loop.create_task(work("one"), name="uno")
second = loop.create_task(work("two"), name="due")
print("not yet:", first.done(), second.done())
print(loop.run_until_complete(asyncio.gather(first, second)))
loop.close()
