# What eager tasks do inside their creation, and what later.
import asyncio


async def child(n):
    print("child", n, "starts in", asyncio.current_task() is not creator)
    if n == 0:
        return "at once"
    if n == 1:
        raise ValueError("at once too")
    await asyncio.sleep(0 if n == 2 else 0.1)
    print("child", n, "goes on")
    return n


async def main():
    global creator
    creator = asyncio.current_task()
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    tasks = [asyncio.create_task(child(n)) for n in range(4)]
    print("created", [task.done() for task in tasks], asyncio.current_task() is creator)
    print(await asyncio.gather(*tasks, return_exceptions=True))
    print(isinstance(tasks[0], asyncio.Task), len({*tasks, *tasks}))


asyncio.run(main())
