import asyncio


async def customer(counter):
    while (dish := await counter.get()) is not None:
        print("eats", dish)


async def main():
    counter = asyncio.Queue()
    eats = asyncio.create_task(customer(counter), name="customer")
    for dish in ("soup", "cake", None):
        await asyncio.sleep(0.1)
        await counter.put(dish)
    await eats


asyncio.run(main())
