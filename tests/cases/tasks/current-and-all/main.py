import asyncio


async def work():
    me = asyncio.current_task()
    await asyncio.sleep(0.05)
    return me is asyncio.current_task()


async def main():
    tasks = [asyncio.create_task(work(), name=f"w{n}") for n in range(3)]
    print(sorted(task.get_name() for task in asyncio.all_tasks()))
    print(await asyncio.gather(*tasks))
    print([task.get_name() for task in asyncio.all_tasks()])
    print(asyncio.current_task().get_coro().__name__)


try:
    asyncio.current_task()
except RuntimeError as error:
    print(error)
asyncio.run(main())
