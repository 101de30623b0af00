import asyncio


async def main():
    priority = asyncio.PriorityQueue()
    for item in ((3, "low"), (1, "high"), (2, "middle"), (1, "also high")):
        priority.put_nowait(item)
    while not priority.empty():
        print(await priority.get())
    stack = asyncio.LifoQueue()
    for item in "abc":
        stack.put_nowait(item)
    print("".join([await stack.get() for _ in range(3)]))


asyncio.run(main())
