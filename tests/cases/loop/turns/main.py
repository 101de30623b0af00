# What callbacks schedule waits for the next turn.
import asyncio


def spawn(loop, name, depth):
    print(name, depth)
    if depth:
        loop.call_soon(spawn, loop, name, depth - 1)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(spawn, loop, "a", 2)
    loop.call_soon(spawn, loop, "b", 3)
    loop.call_later(0, print, "timer")
    await asyncio.sleep(0.02)


asyncio.run(main())
