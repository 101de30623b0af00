"""The default executor, and its end."""
import asyncio
import concurrent.futures
import threading
import time


def work(n):
    time.sleep(0.05 * n)
    return n, threading.current_thread().name.split("_")[0]


async def main():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, work, 1))
    pool = concurrent.futures.ThreadPoolExecutor(2, thread_name_prefix="mine")
    loop.set_default_executor(pool)
    print(await loop.run_in_executor(None, work, 2), await asyncio.to_thread(work, 1))
    try:
        loop.set_default_executor(object())
    except TypeError as error:
        print("TypeError:", error)
    pending = loop.run_in_executor(None, work, 3)
    await loop.shutdown_default_executor()
    print(pending.done(), pending.result())
    try:
        loop.run_in_executor(None, work, 1)
    except RuntimeError as error:
        print("RuntimeError:", error)
    await loop.shutdown_default_executor(timeout=1)


asyncio.run(main())


async def impatient():
    loop = asyncio.get_running_loop()
    loop.run_in_executor(None, time.sleep, 0.3)
    await loop.shutdown_default_executor(timeout=0.1)
    print("not waited for")


asyncio.run(impatient())
