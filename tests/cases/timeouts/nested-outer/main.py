import asyncio


async def main():
    try:
        async with asyncio.timeout(0.1):
            try:
                async with asyncio.timeout(0.5):
                    await asyncio.sleep(5)
            except TimeoutError:
                print("never")
            finally:
                print("leaving the inner one")
    except TimeoutError:
        print("outer")


asyncio.run(main())
