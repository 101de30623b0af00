import asyncio


async def main():
    queue = asyncio.Queue()
    print(queue.empty(), queue.qsize(), queue.maxsize)
    for n in range(3):
        await queue.put(n)
    print(queue.empty(), queue.qsize(), queue.full())
    print([await queue.get() for _ in range(3)])
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty:
        print("empty")
    small = asyncio.Queue(1)
    small.put_nowait("x")
    try:
        small.put_nowait("y")
    except asyncio.QueueFull:
        print("full", small.full())


asyncio.run(main())
