import asyncio


async def work():
    task = asyncio.current_task()
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("requests:", task.cancelling(), "left:", task.uncancel())
    await asyncio.sleep(0.05)
    print("uncancelled:", task.cancelling(), task.uncancel())
    return "went on"


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0.05)
    task.cancel()
    print(await task)


asyncio.run(main())
