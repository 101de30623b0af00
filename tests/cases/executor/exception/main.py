import asyncio


def fail():
    raise ValueError("in a thread")


async def main():
    loop = asyncio.get_running_loop()
    try:
        await loop.run_in_executor(None, fail)
    except ValueError as error:
        print("caught", error)
    try:
        await asyncio.to_thread(fail)
    except ValueError as error:
        print("caught again", error)


asyncio.run(main())
