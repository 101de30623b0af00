import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    finally:
        print("child ends")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work())
            await asyncio.sleep(0)
            raise RuntimeError("body")
    except* RuntimeError as group:
        print(group, group.exceptions)


asyncio.run(main())
