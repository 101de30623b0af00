# Reading, sleeping, writing: what a lock is for.
import threading
import time


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def careless(self):
        value = self.value
        time.sleep(0.01)
        self.value = value + 1

    def careful(self):
        with self.lock:
            self.careless()


for name in ("careless", "careful"):
    counter = Counter()
    threads = [threading.Thread(target=getattr(counter, name)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(name, counter.value)

lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(blocking=False), lock.acquire(timeout=0.1))
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)
again = threading.RLock()
with again, again:
    print(again.acquire(blocking=False))
