import asyncio


def fail():
    raise ValueError("from a callback")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(fail)
    loop.call_soon(print, "the next callback runs")
    await asyncio.sleep(0.01)
    print("and the loop goes on")


asyncio.run(main())
