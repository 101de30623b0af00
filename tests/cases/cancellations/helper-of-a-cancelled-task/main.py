import asyncio


async def heartbeat():
    while True:
        await asyncio.sleep(0.04)
        print("beat")


async def session():
    beats = asyncio.create_task(heartbeat(), name="heartbeat")
    try:
        await asyncio.sleep(10)
    finally:
        beats.cancel()


async def main():
    task = asyncio.create_task(session(), name="session")
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
