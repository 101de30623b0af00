import asyncio


async def slow(name):
    try:
        await asyncio.sleep(10)
    finally:
        print(name, "ends")


async def main():
    try:
        async with asyncio.timeout(0.1):
            await slow("inline")
    except TimeoutError:
        print("too late")
    task = asyncio.create_task(slow("task"), name="task")
    try:
        await asyncio.wait_for(task, 0.1)
    except TimeoutError:
        print("too late", task.cancelled())


asyncio.run(main())
