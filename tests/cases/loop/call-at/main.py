import asyncio


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    handle = loop.call_at(start + 0.2, print, "at 0.2")
    loop.call_at(start + 0.1, print, "at 0.1")
    loop.call_at(start - 1, print, "in the past")
    print(type(handle).__name__, round(handle.when() - start, 6))
    await asyncio.sleep(0.3)
    print(f"{loop.time() - start:.1f}")


asyncio.run(main())
