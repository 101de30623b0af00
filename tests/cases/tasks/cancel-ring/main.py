"""Two tasks wait for each other: a cancel goes round and round."""

import asyncio

tasks = {}


async def wait_for(name):
    await tasks[name]


async def main():
    for name, other in ("a", "b"), ("b", "a"):
        tasks[name] = asyncio.create_task(wait_for(other), name=name)
    await asyncio.sleep(0)
    try:
        tasks["a"].cancel()
    except RecursionError as error:
        print("cancel:", error)
    for task in tasks.values():
        print(task.get_name(), task.done(), task.cancelling() > 100)
        task._log_destroy_pending = False


try:
    asyncio.run(main())
except RecursionError as error:
    print("run:", error)
