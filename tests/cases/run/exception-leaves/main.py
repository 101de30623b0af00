import asyncio


async def main():
    try:
        raise KeyError("lost")
    finally:
        print("finally in main")


try:
    asyncio.run(main())
except KeyError as error:
    print("outside:", repr(error))
