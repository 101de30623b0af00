import asyncio
import time


def dig(hole):
    time.sleep(0.2)
    return f"hole {hole}"


async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.to_thread(dig, 1))
    print(await loop.run_in_executor(None, dig, 2))


asyncio.run(main())
