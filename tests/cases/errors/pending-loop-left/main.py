import asyncio


async def waits():
    try:
        await asyncio.sleep(10)
    finally:
        print("finally")


async def main():
    asyncio.get_running_loop().create_task(waits(), name="left")
    await asyncio.sleep(0.1)
    raise KeyError("main fails")


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
loop.run_until_complete(main())
