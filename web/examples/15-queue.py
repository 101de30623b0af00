# title: Bakers and customers
# topic: Queues
# watch: The shelf holds two loaves. At first the customers wait for bread (queue.get); later the shelf is full and the baker waits for room (queue.put). join() ends when the last loaf has been eaten.

import asyncio


async def baker(shelf):
    for number in range(1, 8):
        await asyncio.sleep(0.2)
        await shelf.put(f"loaf {number}")
        print(f"The baker puts up loaf {number}, {shelf.qsize()} on the shelf")
    print("The baker goes home")


async def customer(name, appetite, shelf):
    while True:
        loaf = await shelf.get()
        print(f"{name} takes {loaf}")
        await asyncio.sleep(appetite)
        print(f"{name} has eaten {loaf}")
        shelf.task_done()


async def main():
    shelf = asyncio.Queue(maxsize=2)
    customers = [
        asyncio.create_task(customer("Rosa", 0.7, shelf), name="Rosa"),
        asyncio.create_task(customer("Olaf", 1.15, shelf), name="Olaf"),
    ]

    await asyncio.create_task(baker(shelf), name="baker")
    await shelf.join()
    print("The shelf is empty")

    for task in customers:
        task.cancel()


asyncio.run(main())
