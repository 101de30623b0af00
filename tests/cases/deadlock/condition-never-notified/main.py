import asyncio


async def wait_for_tea(kettle):
    async with kettle:
        print("waiting for tea")
        await kettle.wait()


async def main():
    kettle = asyncio.Condition()
    await asyncio.gather(wait_for_tea(kettle), wait_for_tea(kettle))


asyncio.run(main())
