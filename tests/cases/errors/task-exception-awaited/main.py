import asyncio


async def work(number):
    await asyncio.sleep(0.01)
    if number == 2:
        raise ValueError(f"number {number}")
    return number


async def main():
    tasks = [asyncio.create_task(work(n)) for n in range(4)]
    for task in tasks:
        print(await task)


asyncio.run(main())
