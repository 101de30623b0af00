# main fails while a task still runs: the task is cancelled on the way out.
import asyncio


async def background():
    try:
        await asyncio.sleep(10)
    finally:
        print("background is cleaned up")


async def main():
    task = asyncio.create_task(background())
    await asyncio.sleep(0.05)
    raise RuntimeError("main fails")


asyncio.run(main())
