import asyncio

lock = asyncio.Lock()


async def child():
    print("child wants the lock")
    async with lock:
        print("never")


async def main():
    async with lock:
        async with asyncio.TaskGroup() as group:
            group.create_task(child(), name="child")


asyncio.run(main())
