"""Corners of what threads are made of."""

import _thread
import gc
import signal
import threading
import time
import warnings

# A lock that can be taken again.
lock = threading.RLock()
try:
    lock._release_save()
except RuntimeError as error:
    print(error)
with lock, lock:
    saved = lock._release_save()
    print(lock._is_owned())
    lock._acquire_restore(saved)
    print(lock._is_owned(), lock._recursion_count())
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    with threading.RLock(1, name="x"):
        pass
    print([str(warning.message) for warning in caught])


class Named(type(lock)):
    def __init__(self, name):
        self.name = name


with Named("mine") as is_taken:
    print(is_taken, Named("yours").name)
try:

    class Mine(threading.Lock):
        pass
except TypeError as error:
    print(error)

# Interrupts do nothing where no function of Python's handles them.
previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
_thread.interrupt_main()
signal.signal(signal.SIGINT, signal.SIG_DFL)
_thread.interrupt_main()
signal.signal(signal.SIGINT, lambda number, frame: print("handled", number))
_thread.interrupt_main()
signal.signal(signal.SIGINT, previous)
for number in -1, 0, signal.NSIG, 1_000_000:
    try:
        _thread.interrupt_main(number)
    except ValueError as error:
        print(error)
try:
    _thread.interrupt_main()
    time.sleep(1)
except KeyboardInterrupt:
    print("interrupted")


# What a thread has for itself goes with it, at once.
class Kept:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


own = threading.local()


def use(name, seconds):
    own.kept = Kept(name)
    time.sleep(seconds)
    print(own.kept.name)


threads = [threading.Thread(target=use, args=pair) for pair in (("a", 0.1), ("b", 0.2))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
gc.collect()
print("joined", vars(own))

# A thread that `threading` did not start is known while it runs.
seen = []
done = threading.Lock()
done.acquire()


def foreign():
    seen.append(threading.current_thread())
    print(seen[0].is_alive(), type(seen[0]).__name__, threading.active_count())
    done.release()


ident = _thread.start_new_thread(foreign, ())
done.acquire()
time.sleep(0.1)
print(ident == seen[0].ident, ident in threading._active, threading.active_count())
