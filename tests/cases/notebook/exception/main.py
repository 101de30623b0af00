import asyncio


async def background():
    await asyncio.sleep(0.1)
    print("the background task ends all the same")


async def fail():
    await asyncio.sleep(0)
    raise ValueError("in the cell")


task = asyncio.create_task(background())
await fail()
print("never")
