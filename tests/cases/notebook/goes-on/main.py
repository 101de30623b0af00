# The loop goes on until nothing is left to run.
import asyncio


async def background(name, seconds):
    await asyncio.sleep(seconds)
    print(name, "done")
    asyncio.get_running_loop().call_later(0.05, print, name, "echo")


tasks = [asyncio.create_task(background("late", 0.2)), asyncio.create_task(background("later", 0.4))]
await asyncio.sleep(0.1)
print("the cell ends")
