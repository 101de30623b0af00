import asyncio


async def getter(name, queue):
    print(name, "waits")
    print(name, "got", await queue.get())


async def main():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(getter(n, queue)) for n in "abc"]
    await asyncio.sleep(0.05)
    for n in (1, 2, 3):
        queue.put_nowait(n)
        print("put", n)
    await asyncio.gather(*tasks)


asyncio.run(main())
