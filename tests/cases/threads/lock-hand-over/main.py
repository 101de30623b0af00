import threading
import time

lock = threading.Lock()
start = time.perf_counter()


def worker(name, before, inside):
    time.sleep(before)
    print(name, "wants the lock")
    with lock:
        print(name, f"has it at {time.perf_counter() - start:.1f}")
        time.sleep(inside)
    print(name, "is done")


def hasty():
    time.sleep(0.2)
    print("hasty", lock.acquire(timeout=0.15), lock.acquire(blocking=False))


threads = [threading.Thread(target=worker, args=args) for args in (("a", 0, 0.5), ("b", 0.1, 0.3), ("c", 0.15, 0.2))]
threads.append(threading.Thread(target=hasty))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
