# A thread's job asks the loop to run a coroutine, and waits for it.
import asyncio
import time


async def lookup(name):
    print("looks up", name)
    await asyncio.sleep(0.1 * len(name))
    return name.upper()


def job(loop, name):
    time.sleep(0.01 * len(name))
    future = asyncio.run_coroutine_threadsafe(lookup(name), loop)
    print(name, "found", future.result())
    return len(name)


def impatient(loop):
    future = asyncio.run_coroutine_threadsafe(asyncio.sleep(5), loop)
    try:
        future.result(timeout=0.2)
    except TimeoutError:
        print("cancels", future.cancel())


def failing(loop):
    async def fail():
        raise KeyError("nothing")

    try:
        asyncio.run_coroutine_threadsafe(fail(), loop).result()
    except KeyError as error:
        print("the thread caught", repr(error))


async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.gather(*(asyncio.to_thread(job, loop, name) for name in ("tea", "a", "to"))))
    await asyncio.to_thread(impatient, loop)
    await asyncio.to_thread(failing, loop)
    try:
        asyncio.run_coroutine_threadsafe(print, loop)
    except TypeError as error:
        print(error)


asyncio.run(main())
