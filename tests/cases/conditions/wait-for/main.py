import asyncio


async def waiter(name, condition, stock, wanted):
    async with condition:
        await condition.wait_for(lambda: stock["n"] >= wanted)
        stock["n"] -= wanted
        print(name, "took", wanted, "left", stock["n"])


async def main():
    condition = asyncio.Condition()
    stock = {"n": 0}
    tasks = [
        asyncio.create_task(waiter("big", condition, stock, 3)),
        asyncio.create_task(waiter("small", condition, stock, 1)),
    ]
    for _ in range(4):
        await asyncio.sleep(0.05)
        async with condition:
            stock["n"] += 1
            print("stock", stock["n"])
            condition.notify_all()
    await asyncio.gather(*tasks)


asyncio.run(main())
