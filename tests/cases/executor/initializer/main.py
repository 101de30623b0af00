import threading
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor
from concurrent.futures.thread import BrokenThreadPool
import logging
import time

mine = threading.local()


def prepare(word):
    mine.word = word
    print("prepares", threading.current_thread().name)


def work(n):
    time.sleep(0.1 + n / 100)
    return mine.word, n, threading.current_thread().name


with ThreadPoolExecutor(2, thread_name_prefix="cook", initializer=prepare, initargs=("ready",)) as pool:
    print(*pool.map(work, range(4)), sep="\n")


def fail():
    raise OSError("no gas")


logging.getLogger("concurrent.futures").disabled = True
pool = ThreadPoolExecutor(1, initializer=fail)
try:
    pool.submit(work, 1).result()
except BrokenThreadPool as error:
    print(error)
try:
    pool.submit(work, 1)
except BrokenExecutor as error:
    print(error)
pool.shutdown()
for wrong in ({"max_workers": 0}, {"initializer": 3}):
    try:
        ThreadPoolExecutor(**wrong)
    except (ValueError, TypeError) as error:
        print(error)
