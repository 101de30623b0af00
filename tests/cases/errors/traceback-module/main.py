import asyncio
import sys
import traceback


async def fail():
    raise ValueError("shown, not fatal")


async def main():
    try:
        await fail()
    except ValueError as error:
        traceback.print_exc()
        traceback.print_exc(file=sys.stdout)
        print(traceback.format_exception_only(error))
        print("".join(traceback.format_tb(error.__traceback__, limit=1)))
    print("goes on")


asyncio.run(main())
