# A thread runs a loop of its own, beside the main one.
import asyncio
import threading
import time


async def steps(name, length):
    for n in range(3):
        await asyncio.sleep(length)
        print(name, n, asyncio.current_task().get_name()[:4], threading.current_thread() is threading.main_thread())
    return name


def own_loop():
    result = asyncio.run(steps("inner", 0.1))
    time.sleep(0.3)
    return result


async def main():
    print(await asyncio.gather(asyncio.to_thread(own_loop), steps("outer", 0.17)))
    try:
        asyncio.run(steps("never", 1))
    except RuntimeError as error:
        print(error)


asyncio.run(main())
