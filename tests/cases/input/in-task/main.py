import asyncio


async def ticker():
    for number in range(3):
        print("tick", number)
        await asyncio.sleep(1)


async def main():
    task = asyncio.create_task(ticker())
    await asyncio.sleep(0.5)
    name = await asyncio.to_thread(input, "name? ")
    print("thread:", name)
    other = input("blocking? ")
    print("blocking:", other)
    await task


asyncio.run(main())
