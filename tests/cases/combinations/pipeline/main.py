import asyncio

END = object()


async def source(out):
    for n in range(1, 6):
        await asyncio.sleep(0.03)
        await out.put(n)
    await out.put(END)


async def stage(name, function, inbox, out):
    while (item := await inbox.get()) is not END:
        await out.put(function(item))
    print(name, "ends")
    await out.put(END)


async def sink(inbox):
    total = 0
    while (item := await inbox.get()) is not END:
        print("got", item)
        total += item
    return total


async def main():
    a, b, c = (asyncio.Queue(maxsize=1) for _ in range(3))
    async with asyncio.TaskGroup() as group:
        group.create_task(source(a))
        group.create_task(stage("square", lambda n: n * n, a, b))
        group.create_task(stage("plus one", lambda n: n + 1, b, c))
        total = group.create_task(sink(c))
    print(total.result())


asyncio.run(main())
