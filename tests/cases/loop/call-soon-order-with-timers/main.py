# A timer that is due goes behind what is ready already.
import asyncio
import time


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.01, print, "timer 0.01")
    loop.call_later(0.005, print, "timer 0.005")
    time.sleep(0.05)
    loop.call_soon(print, "soon")
    await asyncio.sleep(0.05)
    print("main")


asyncio.run(main())
