import asyncio


async def main():
    print(await asyncio.sleep(0.01, "value"), await asyncio.sleep(0, result=7))
    print(await asyncio.sleep(-1, "negative"))
    try:
        await asyncio.sleep(float("nan"))
    except ValueError as error:
        print(error)


asyncio.run(main())
