# Main waits in all the ways there are for what a thread does later.
import threading
import time
from concurrent.futures import Future


def later(seconds, call, *args):
    def run():
        time.sleep(seconds)
        call(*args)

    threading.Thread(target=run).start()


start = time.perf_counter()


def tell(*what):
    print(*what, f"at {time.perf_counter() - start:.1f}")


future = Future()
later(0.1, future.set_result, "a result")
tell(future.result())
lock = threading.Lock()
lock.acquire()
later(0.1, lock.release)
with lock:
    tell("the lock")
condition = threading.Condition()
notes = []


def notify():
    with condition:
        notes.append("a note")
        condition.notify_all()


later(0.1, notify)
with condition:
    tell(condition.wait_for(lambda: notes))
semaphore = threading.Semaphore(0)
later(0.1, semaphore.release, 2)
semaphore.acquire()
tell(semaphore.acquire(timeout=0.1), semaphore.acquire(timeout=0.1))
