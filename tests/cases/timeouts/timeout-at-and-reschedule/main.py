import asyncio


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    try:
        async with asyncio.timeout_at(start + 0.1) as limit:
            print(round(limit.when() - start, 3))
            limit.reschedule(start + 0.2)
            await asyncio.sleep(0.15)
            print("still here")
            await asyncio.sleep(5)
    except TimeoutError:
        print(f"{loop.time() - start:.1f}")
    try:
        async with asyncio.timeout_at(start):
            await asyncio.sleep(5)
    except TimeoutError:
        print("a deadline in the past")


asyncio.run(main())
