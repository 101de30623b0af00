import asyncio
import time


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.15, print, "0.15")
    loop.call_later(0.05, print, "0.05")
    loop.call_later(0.1, print, "0.1")
    time.sleep(0.2)
    print("no longer blocked")
    await asyncio.sleep(0)
    await asyncio.sleep(0)


asyncio.run(main())
