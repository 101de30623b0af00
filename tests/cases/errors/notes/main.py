import asyncio


async def main():
    try:
        raise ValueError("the coffee is cold")
    except ValueError as error:
        error.add_note("It was made an hour ago.")
        error.add_note("Make a new one.")
        raise


asyncio.run(main())
