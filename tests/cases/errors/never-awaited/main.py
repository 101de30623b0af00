import asyncio


async def greet():
    print("never")


async def main():
    greet()
    print("main goes on")


asyncio.run(main())
