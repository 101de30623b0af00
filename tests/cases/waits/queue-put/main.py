import asyncio


async def cook(shelf):
    for dish in ("soup", "stew", "cake"):
        await shelf.put(dish)
        print("cooked", dish)


async def main():
    shelf = asyncio.Queue(maxsize=1)
    cooks = asyncio.create_task(cook(shelf), name="cook")
    for _ in range(3):
        await asyncio.sleep(0.1)
        print("serves", await shelf.get())
    await cooks


asyncio.run(main())
