import asyncio


async def paint(wall):
    await asyncio.sleep(wall / 10)
    print("wall", wall)


async def main():
    async with asyncio.TaskGroup() as painters:
        for wall in (1, 2):
            painters.create_task(paint(wall), name=f"painter {wall}")
    print("painted")


asyncio.run(main())
