import asyncio


async def fails_at_once():
    try:
        await asyncio.sleep(1)
    finally:
        raise ValueError("at once")


async def fails_later():
    try:
        await asyncio.sleep(1)
    finally:
        future = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_later(0.1, future.set_exception, OSError("later"))
        await future


async def main():
    tasks = [asyncio.create_task(fails_at_once(), name="first")]
    await asyncio.sleep(0)
    raise KeyError("main")


async def other():
    task = asyncio.create_task(fails_later(), name="second")
    await asyncio.sleep(0)
    raise KeyError("other")


for function in main, other:
    try:
        asyncio.run(function())
    except KeyError as error:
        print("caught", repr(error), repr(error.__context__))
