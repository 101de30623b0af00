# Threads that wait where Python code is called from elsewhere.
import contextlib
import functools
import threading
import time

lock = threading.Lock()


@contextlib.contextmanager
def locked(name):
    with lock:
        yield name


def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        begin = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            print(function.__name__, f"took {time.perf_counter() - begin:.1f}")

    return wrapper


@timed
def nap(seconds):
    time.sleep(seconds)
    return seconds


def work():
    print([nap(n / 10) for n in (1, 2)])
    print({n: nap(n / 10) for n in (1, 2) if n > 1})
    print(sum(nap(n / 10) for n in (1, 2)))
    print(list(map(nap, (0.1, 0.2))))
    print(sorted((0.2, 0.1), key=nap))
    with locked("it") as name:
        print("has", name)
        nap(0.1)
    return "done"


thread = threading.Thread(target=lambda: print(work()))
thread.start()
thread.join()
