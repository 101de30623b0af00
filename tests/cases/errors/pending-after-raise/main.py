import asyncio


async def waits():
    await asyncio.sleep(10)


async def main():
    asyncio.create_task(waits(), name="left")
    await asyncio.sleep(0.1)
    raise ValueError("main fails")


loop = asyncio.new_event_loop()
try:
    loop.run_until_complete(main())
except ValueError as error:
    print(repr(error))
print("the loop is never closed")
