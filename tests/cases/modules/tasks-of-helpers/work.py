import asyncio


async def job(number):
    try:
        await asyncio.sleep(number)
        print("done", number)
    finally:
        print("ends", number)


async def fails():
    await asyncio.sleep(1.5)
    raise ValueError("no more")
