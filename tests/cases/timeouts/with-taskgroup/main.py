import asyncio


async def work(name, seconds):
    try:
        await asyncio.sleep(seconds)
        print(name, "done")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    try:
        async with asyncio.timeout(0.15):
            async with asyncio.TaskGroup() as group:
                group.create_task(work("quick", 0.05))
                group.create_task(work("slow", 5))
    except TimeoutError:
        print("timeout")


asyncio.run(main())
