import asyncio


async def work(name, seconds):
    await asyncio.sleep(seconds)
    print(name)
    return name


async def main():
    tasks = [asyncio.create_task(work(n, 0.1)) for n in "abc"]
    waiting = asyncio.gather(*tasks)
    await asyncio.sleep(0.05)
    tasks[1].cancel()
    try:
        await waiting
    except asyncio.CancelledError:
        print("one child was cancelled", waiting.cancelled())
    await asyncio.sleep(0.1)


asyncio.run(main())
