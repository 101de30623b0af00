"""What a second cancellation does to clean-up, and how to guard it."""

import asyncio


async def close(what, delay=0.1):
    print(f"closing {what}")
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print(f"closing {what} was interrupted")
        raise
    print(f"closed {what}")


async def fragile():
    try:
        await asyncio.sleep(10)
    finally:
        await close("fragile")


async def shielded():
    try:
        await asyncio.sleep(10)
    finally:
        closing = asyncio.ensure_future(close("shielded"))
        try:
            await asyncio.shield(closing)
        except asyncio.CancelledError:
            print("cancelled again, but it goes on")
            await closing
            raise


async def two_steps():
    try:
        try:
            await asyncio.sleep(10)
        finally:
            await close("inner")
    finally:
        await close("outer", 0)


async def swallows():
    for attempt in range(3):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("ignored", attempt, asyncio.current_task().cancelling())
            asyncio.current_task().uncancel()
    return "survived"


async def timeout_in_finally():
    try:
        async with asyncio.timeout(0.05):
            try:
                await asyncio.sleep(10)
            finally:
                try:
                    async with asyncio.timeout(0.05):
                        await close("slow", 1)
                except TimeoutError as error:
                    print("inner", repr(error), repr(error.__cause__))
    except TimeoutError as error:
        print("outer", repr(error), repr(error.__cause__))


async def main():
    for function in fragile, shielded, two_steps, swallows:
        task = asyncio.create_task(function(), name=function.__name__)
        for _ in range(3):
            await asyncio.sleep(0.02)
            task.cancel(f"because of {function.__name__}")
        [result] = await asyncio.gather(task, return_exceptions=True)
        print(function.__name__, repr(result), task.cancelling(), task.cancelled())
    await timeout_in_finally()


asyncio.run(main())
