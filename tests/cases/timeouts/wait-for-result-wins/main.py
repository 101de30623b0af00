import asyncio


async def stubborn():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        return "a result after all"


async def main():
    try:
        print(await asyncio.wait_for(stubborn(), 0.05))
    except TimeoutError as error:
        print("timeout", repr(error.__cause__))


asyncio.run(main())
