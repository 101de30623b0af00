import asyncio


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    async with asyncio.timeout(0.2) as limit:
        await asyncio.sleep(0.05)
        print("in time")
    print(limit.expired())

    try:
        async with asyncio.timeout(0.1) as limit:
            await asyncio.sleep(5)
    except TimeoutError as error:
        print("too late", limit.expired(), repr(error.__cause__))
    print(f"{loop.time() - start:.2f}"[:3], asyncio.current_task().cancelling())

    async with asyncio.timeout(None):
        print("no limit")


asyncio.run(main())
