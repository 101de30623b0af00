import asyncio
import gc


async def waits():
    await asyncio.Future()


async def main():
    task = asyncio.create_task(waits(), name="lost")
    await asyncio.sleep(0)
    del task
    gc.collect()
    print("main ends")


asyncio.run(main())
