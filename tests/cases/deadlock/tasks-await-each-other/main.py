import asyncio


async def wait_for(other):
    await asyncio.sleep(0)
    print("waiting for", other)
    await tasks[other]


tasks = {}


async def main():
    tasks["a"] = asyncio.create_task(wait_for("b"), name="a")
    tasks["b"] = asyncio.create_task(wait_for("c"), name="b")
    tasks["c"] = asyncio.create_task(wait_for("a"), name="c")
    await asyncio.wait(tasks.values())


asyncio.run(main())
