import asyncio
import time


def work(a, b):
    time.sleep(0.1)
    return a * b


async def main():
    loop = asyncio.get_running_loop()
    future = loop.run_in_executor(None, work, 6, 7)
    print(asyncio.isfuture(future), future.done())
    print(await future, future.done())


asyncio.run(main())
