import asyncio


async def main():
    loop = asyncio.get_running_loop()
    soon = loop.call_soon(print, "never: soon")
    later = loop.call_later(0.1, print, "never: later")
    kept = loop.call_later(0.15, print, "kept")
    print(soon.cancelled(), later.cancelled(), kept.cancelled())
    soon.cancel()
    later.cancel()
    later.cancel()
    print(soon.cancelled(), later.cancelled(), kept.cancelled())
    await asyncio.sleep(0.2)
    kept.cancel()
    print(kept.cancelled())


asyncio.run(main())
