import asyncio


async def work(name, seconds, fail=False):
    await asyncio.sleep(seconds)
    if fail:
        raise ValueError(name)
    print(name)


async def main():
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(work("outer", 0.05))
            try:
                async with asyncio.TaskGroup() as inner:
                    inner.create_task(work("inner", 0.1, fail=True))
                    inner.create_task(work("never", 5))
            except* ValueError:
                print("inner failed")
            outer.create_task(work("outer again", 0.05, fail=True))
    except ExceptionGroup as group:
        print(repr(group))


asyncio.run(main())
