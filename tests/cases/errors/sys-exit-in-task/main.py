import asyncio
import sys


async def leave():
    await asyncio.sleep(0.01)
    sys.exit(4)


async def main():
    task = asyncio.create_task(leave())
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("main is cancelled")
        raise


asyncio.run(main())
