# The first exception comes out at once; the others go on.
import asyncio


async def work(name, seconds, fail=False):
    await asyncio.sleep(seconds)
    print(name, "fails" if fail else "done")
    if fail:
        raise ValueError(name)


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    try:
        await asyncio.gather(work("a", 0.2), work("b", 0.1, True), work("c", 0.3))
    except ValueError as error:
        print(f"{loop.time() - start:.1f} caught {error}")
    await asyncio.sleep(0.25)
    print("main ends")


asyncio.run(main())
