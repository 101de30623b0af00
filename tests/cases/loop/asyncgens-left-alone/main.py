"""Generators that are left alone are closed with the loop."""
import asyncio
import sys
import warnings


async def numbers(name):
    try:
        for n in range(10):
            yield n
            await asyncio.sleep(0)
    finally:
        print(name, "cleans up")
        await asyncio.sleep(0)
        print(name, "is clean")


async def main():
    global kept
    kept = numbers("kept")
    print(await anext(kept), sys.get_asyncgen_hooks().firstiter is not None)
    async for n in numbers("dropped"):
        break
    await asyncio.sleep(0.01)
    print("main ends")


asyncio.run(main())
loop = asyncio.new_event_loop()


async def late():
    await loop.shutdown_asyncgens()
    async for n in numbers("late"):
        break


warnings.simplefilter("ignore")
loop.run_until_complete(late())
loop.run_until_complete(asyncio.sleep(0.01))
loop.close()
