import asyncio


# What a shielded task does after its waiter was cancelled: 3.13 reports an error
# only when the task itself is lost, and not where its end and the cancelling meet.
async def fail(name, seconds):
    await asyncio.sleep(seconds)
    raise ValueError(name)


async def late():
    inner = asyncio.create_task(fail("late", 0.02), name="late")
    try:
        async with asyncio.timeout(0.01):
            await asyncio.shield(inner)
    except TimeoutError:
        print("gave up on", inner.get_name())
    await asyncio.sleep(0.02)
    print("done:", inner.done(), repr(inner.exception()))


async def at_once():
    loop = asyncio.get_running_loop()
    inner = loop.create_future()
    outer = asyncio.shield(inner)
    inner.set_exception(ValueError("at once"))
    outer.cancel()
    await asyncio.sleep(0)
    print("cancelled:", outer.cancelled())


async def lost():
    outer = asyncio.shield(asyncio.create_task(fail("lost", 0.01), name="lost"))
    outer.cancel()
    await asyncio.sleep(0.02)


async def main():
    await late()
    await at_once()
    await lost()
    print("end")


asyncio.run(main())
