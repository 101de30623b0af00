import asyncio


async def waits(name):
    try:
        await asyncio.sleep(10)
    finally:
        print(name, "ends")


async def main():
    loop = asyncio.get_running_loop()
    by_timer = asyncio.create_task(waits("by a timer"), name="by timer")
    loop.call_later(0.1, by_timer.cancel)
    by_callback = asyncio.create_task(waits("by a callback"), name="by callback")
    by_timer.add_done_callback(lambda task: by_callback.cancel())
    asyncio.create_task(waits("by asyncio.run"), name="left over")
    await asyncio.wait([by_timer, by_callback])
    never = asyncio.create_task(waits("never"), name="never began")
    never.cancel()


asyncio.run(main())
