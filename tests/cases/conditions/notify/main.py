import asyncio


async def consumer(name, condition, items):
    async with condition:
        print(name, "waits")
        await condition.wait()
        print(name, "woke with", items.pop())


async def main():
    condition = asyncio.Condition()
    items = [3, 2, 1]
    tasks = [asyncio.create_task(consumer(n, condition, items)) for n in "abc"]
    await asyncio.sleep(0.05)
    async with condition:
        print("notify one")
        condition.notify()
    await asyncio.sleep(0.05)
    async with condition:
        print("notify all")
        condition.notify_all()
    await asyncio.gather(*tasks)


asyncio.run(main())
