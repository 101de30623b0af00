import asyncio


async def fail():
    raise ValueError("nobody asks")


async def main():
    task = asyncio.create_task(fail(), name="forgotten")
    await asyncio.sleep(0.01)
    print("done", task.done())
    del task
    print("main ends")


asyncio.run(main())
