import asyncio


async def main():
    try:
        async with asyncio.timeout(0.5):
            try:
                async with asyncio.timeout(0.1):
                    await asyncio.sleep(5)
            except TimeoutError:
                print("inner")
            await asyncio.sleep(0.1)
            print("the outer one goes on")
    except TimeoutError:
        print("never")


asyncio.run(main())
