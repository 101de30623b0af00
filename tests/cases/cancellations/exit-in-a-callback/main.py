import asyncio
import sys


async def main():
    asyncio.get_running_loop().call_later(0.01, sys.exit, 4)
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("main is cancelled")
        raise


asyncio.run(main())
