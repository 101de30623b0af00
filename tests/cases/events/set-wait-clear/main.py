import asyncio


async def waiter(name, event):
    print(name, "waits")
    print(name, await event.wait())


async def main():
    event = asyncio.Event()
    print(event.is_set())
    tasks = [asyncio.create_task(waiter(n, event)) for n in "ab"]
    await asyncio.sleep(0.05)
    event.set()
    print("set")
    await asyncio.gather(*tasks)
    await waiter("late", event)
    event.clear()
    print(event.is_set())
    try:
        await asyncio.wait_for(event.wait(), 0.05)
    except TimeoutError:
        print("cleared")


asyncio.run(main())
