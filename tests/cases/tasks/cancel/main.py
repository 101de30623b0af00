import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("work: cancelled")
        raise
    finally:
        print("work: finally")


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0.05)
    print(task.cancel(), task.cancelled(), task.cancelling())
    try:
        await task
    except asyncio.CancelledError:
        print("main: the task was cancelled")
    print(task.done(), task.cancelled(), task.cancel())


asyncio.run(main())
