import asyncio


async def work():
    return 5


def note(label):
    def callback(task):
        print(label, task.get_name(), task.result())

    return callback


async def main():
    task = asyncio.create_task(work(), name="t")
    removed = note("removed")
    task.add_done_callback(note("first"))
    task.add_done_callback(removed)
    task.add_done_callback(note("second"))
    print(task.remove_done_callback(removed), task.remove_done_callback(removed))
    await task
    print("awaited")
    task.add_done_callback(note("late"))
    print("a late one isn't called at once")
    await asyncio.sleep(0)


asyncio.run(main())
