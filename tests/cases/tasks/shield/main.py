import asyncio


async def precious():
    await asyncio.sleep(0.1)
    print("precious is done")
    return "jewel"


async def main():
    task = asyncio.create_task(precious())
    try:
        await asyncio.wait_for(asyncio.shield(task), 0.05)
    except TimeoutError:
        print("gave up waiting", task.done())
    print(await task)


asyncio.run(main())
