import asyncio


async def work(name, seconds):
    await asyncio.sleep(seconds)
    print(name, "done")
    return name


async def main():
    async with asyncio.TaskGroup() as group:
        slow = group.create_task(work("slow", 0.2))
        quick = group.create_task(work("quick", 0.1), name="hurry")
        print("inside", quick.get_name())
    print("after", slow.result(), quick.result())


asyncio.run(main())
