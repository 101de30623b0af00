import asyncio


async def player(table):
    print("sits down")
    await table.wait()


async def main():
    table = asyncio.Barrier(4)
    async with asyncio.TaskGroup() as group:
        for _ in range(3):
            group.create_task(player(table))


asyncio.run(main())
