# A job that is over at once still takes its future through the loop.
import asyncio


async def ticker():
    for n in range(6):
        print("turn", n)
        await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(ticker())
    await asyncio.sleep(0)
    future = loop.run_in_executor(None, str, 42)
    print(future.done())
    print(await future)
    await task


asyncio.run(main())
