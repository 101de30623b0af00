import asyncio


async def background(name, seconds):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(name, "is cancelled at the end")
        raise
    finally:
        print(name, "cleans up")


async def main():
    tasks = [
        asyncio.create_task(background("short", 0.05)),
        asyncio.create_task(background("long", 5)),
    ]
    await asyncio.sleep(0.1)
    print("main returns", [task.done() for task in tasks])


asyncio.run(main())
print("over")
