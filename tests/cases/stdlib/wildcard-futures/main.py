from concurrent.futures import *
import time


def square(number):
    time.sleep(number / 10)
    return number * number


with ThreadPoolExecutor(2) as pool:
    print(list(pool.map(square, [3, 1, 2])))
    for future in as_completed([pool.submit(square, number) for number in (3, 1)]):
        print(future.result())
    try:
        pool.submit(square, 9).result(timeout=0.1)
    except TimeoutError:
        print("too slow")
    done, rest = wait([pool.submit(square, 1)])
    print(len(done), len(rest))
try:
    pool.submit(square, 1)
except RuntimeError as error:
    print(error)
