import asyncio
import time


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def work():
        time.sleep(0.1)
        loop.call_soon_threadsafe(future.set_result, "from a thread")

    job = loop.run_in_executor(None, work)
    print(await future)
    print(await job)
    loop.call_soon_threadsafe(print, "from the loop itself")
    await asyncio.sleep(0)


asyncio.run(main())
