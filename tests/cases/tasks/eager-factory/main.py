import asyncio


async def quick():
    print("quick runs inside create_task")
    return 1


async def slow():
    print("slow begins inside create_task")
    await asyncio.sleep(0.05)
    print("slow ends")
    return 2


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    first = asyncio.create_task(quick())
    print("created", first.done())
    second = asyncio.create_task(slow())
    print("created", second.done())
    print(await first + await second)


asyncio.run(main())
