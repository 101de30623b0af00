"""Timeouts within timeouts: whose it was, what is left, and moved deadlines."""

import asyncio


async def call(name, delay, patience):
    try:
        async with asyncio.timeout(patience) as mine:
            await asyncio.sleep(delay)
            return f"{name} ok"
    except TimeoutError:
        return f"{name} late ({mine.expired()})"
    finally:
        print(f"{name} leaves")


async def layered(outer_patience, inner_patience, delay):
    loop = asyncio.get_running_loop()
    start = loop.time()
    try:
        async with asyncio.timeout(outer_patience) as outer:
            try:
                async with asyncio.timeout(inner_patience) as inner:
                    try:
                        await asyncio.wait_for(asyncio.sleep(delay, "done"), 0.5)
                    except TimeoutError as error:
                        print("wait_for:", repr(error))
                        raise LookupError("too slow") from error
            except (TimeoutError, LookupError) as error:
                print("inside:", repr(error), "cause", repr(error.__cause__))
    except TimeoutError as error:
        print("outside:", repr(error), "cause", repr(error.__cause__))
    print(inner.expired(), outer.expired(), f"{loop.time() - start:.1f}")


async def main():
    await layered(0.3, 0.1, 1)
    await layered(0.1, 0.3, 1)
    await layered(1, 1, 0.7)
    await layered(1, 1, 0.1)
    print(await asyncio.gather(call("a", 0.1, 0.2), call("b", 0.3, 0.2), call("c", 0, None)))

    loop = asyncio.get_running_loop()
    start = loop.time()
    async with asyncio.timeout(0.1) as budget:
        for step in range(3):
            await asyncio.sleep(0.06)
            budget.reschedule(loop.time() + 0.1)
    print("kept alive", f"{loop.time() - start:.1f}", budget.expired())
    try:
        async with asyncio.timeout_at(loop.time() - 1):
            print("a late start still runs to its first await")
            await asyncio.sleep(0)
            print("not here")
    except TimeoutError:
        print("then it is over")
    try:
        async with asyncio.timeout(0.05):
            async with asyncio.TaskGroup() as group:
                group.create_task(call("child", 1, 0.2))
                await asyncio.sleep(1)
    except TimeoutError as error:
        print(repr(error), repr(error.__cause__))
    try:
        async with asyncio.timeout(0):
            raise ValueError("its own")
    except ValueError as error:
        print(repr(error))
    print(asyncio.current_task().cancelling())


asyncio.run(main())
