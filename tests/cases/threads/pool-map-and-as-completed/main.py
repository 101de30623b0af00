"""`concurrent.futures` by itself and under asyncio: map, as_completed, wait, timeouts, errors."""

import asyncio
import concurrent.futures as futures
import threading
import time


def job(number, delay):
    time.sleep(delay)
    if number == 3:
        raise ValueError(f"job {number}")
    return number * number


def name():
    time.sleep(0.02)
    return threading.current_thread().name


def main():
    with futures.ThreadPoolExecutor(2, thread_name_prefix="pool") as pool:
        print(list(pool.map(pow, [2, 3, 4], [5, 4, 3])))
        delays = {1: 0.3, 2: 0.1, 3: 0.05, 4: 0.05}
        submitted = {pool.submit(job, number, delay): number for number, delay in delays.items()}
        for future in futures.as_completed(submitted):
            try:
                print(submitted[future], future.result())
            except ValueError as error:
                print(submitted[future], repr(error), future.exception() is error)
        print(sorted({future.result() for future in [pool.submit(name) for _ in range(4)]}))

        results = pool.map(job, range(2, 5), [0.01] * 3)
        print(next(results))
        try:
            next(results)
        except ValueError as error:
            print("map stops at", error, list(results))

        slow = [pool.submit(time.sleep, delay) for delay in (0.05, 0.4, 0.4)]
        done, pending = futures.wait(slow, timeout=0.15)
        print(len(done), len(pending), slow[1].running(), slow[2].cancel(), slow[2].running())
        try:
            slow[1].result(timeout=0.05)
        except TimeoutError as error:
            print(repr(error), futures.TimeoutError is TimeoutError)
        first, rest = futures.wait(slow[:2], return_when=futures.FIRST_COMPLETED)
        print(len(first), len(rest), [future.done() for future in slow])
    try:
        pool.submit(name)
    except RuntimeError as error:
        print(error)


async def bridged():
    loop = asyncio.get_running_loop()
    with futures.ThreadPoolExecutor(3) as pool:
        jobs = [loop.run_in_executor(pool, job, number, 0.1 * number) for number in (2, 1, 3)]
        for next_done in asyncio.as_completed(jobs):
            try:
                print("loop got", await next_done)
            except ValueError as error:
                print("loop got", repr(error))
        plain = pool.submit(job, 5, 0.05)
        print(await asyncio.wrap_future(plain), plain.done())


main()
asyncio.run(bridged())
