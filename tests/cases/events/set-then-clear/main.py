# Waiters are woken even if the event is cleared before they run.
import asyncio


async def waiter(name, event):
    await event.wait()
    print(name, "woke, is_set:", event.is_set())


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(n, event)) for n in "ab"]
    await asyncio.sleep(0)
    event.set()
    event.clear()
    await asyncio.gather(*tasks)


asyncio.run(main())
