import asyncio


async def tree(group, name, depth):
    print(name)
    if depth:
        for side in "lr":
            group.create_task(tree(group, name + side, depth - 1), name=name + side)
    await asyncio.sleep(0)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(tree(group, "t", 2))
    print("the tree is complete")


asyncio.run(main())
