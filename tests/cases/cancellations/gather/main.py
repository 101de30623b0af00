import asyncio


async def part(number):
    await asyncio.sleep(number)


async def all_parts():
    await asyncio.gather(part(1), part(2))


async def main():
    parts = asyncio.gather(part(3), part(4))
    task = asyncio.create_task(all_parts(), name="all parts")
    await asyncio.sleep(0.1)
    parts.cancel()
    task.cancel()
    for each in (parts, task):
        try:
            await each
        except asyncio.CancelledError:
            print("cancelled")


asyncio.run(main())
