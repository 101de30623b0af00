import asyncio


async def cook():
    await asyncio.sleep(0.2)
    return "soup"


async def main():
    kitchen = asyncio.create_task(cook(), name="kitchen")
    print(await kitchen)


asyncio.run(main())
