import asyncio


async def background():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise ValueError("while being cancelled")


async def main():
    task = asyncio.create_task(background(), name="background")
    await asyncio.sleep(0.05)
    print("main ends")


asyncio.run(main())
