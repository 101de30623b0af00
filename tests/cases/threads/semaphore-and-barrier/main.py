import threading
import time

start = time.perf_counter()
slots = threading.BoundedSemaphore(2)
barrier = threading.Barrier(3, action=lambda: print("all are there"))


def car(n):
    time.sleep(n / 100)
    with slots:
        print("car", n, f"parks at {time.perf_counter() - start:.1f}")
        time.sleep(0.2 + n / 10)


def runner(n):
    time.sleep(n / 10)
    print("runner", n, "is there")
    place = barrier.wait()
    time.sleep(n / 10)
    print("runner", n, place)


for target in (car, runner):
    threads = [threading.Thread(target=target, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
try:
    slots.release()
except ValueError as error:
    print(error)


def alone():
    try:
        barrier.wait(timeout=0.1)
    except threading.BrokenBarrierError:
        print("broken", barrier.broken, barrier.n_waiting, barrier.parties)


thread = threading.Thread(target=alone)
thread.start()
thread.join()
