import asyncio


async def work(seconds):
    try:
        await asyncio.sleep(seconds)
        return "in time"
    except asyncio.CancelledError:
        print("work is cancelled")
        raise


async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.wait_for(work(0.05), 0.2))
    print(await asyncio.wait_for(work(0.05), None))
    start = loop.time()
    try:
        await asyncio.wait_for(work(5), 0.1)
    except TimeoutError as error:
        print(repr(error), f"{loop.time() - start:.1f}")
    try:
        await asyncio.wait_for(work(5), 0)
    except asyncio.TimeoutError:
        print("no time at all")


asyncio.run(main())
