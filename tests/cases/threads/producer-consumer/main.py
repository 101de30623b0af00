import queue
import threading
import time

tasks = queue.Queue(maxsize=2)
start = time.perf_counter()


def producer():
    for n in range(5):
        tasks.put(n)
        print("put", n, f"at {time.perf_counter() - start:.1f}")
        time.sleep(0.1)
    tasks.put(None)


def consumer():
    while (n := tasks.get()) is not None:
        time.sleep(0.35)
        print("done with", n)
        tasks.task_done()
    tasks.task_done()


threads = [threading.Thread(target=producer), threading.Thread(target=consumer)]
for thread in threads:
    thread.start()
time.sleep(0.05)
tasks.join()
print("all done", f"at {time.perf_counter() - start:.1f}", tasks.empty())
for thread in threads:
    thread.join()
try:
    tasks.get(timeout=0.1)
except queue.Empty as error:
    print(repr(error))
try:
    tasks.get_nowait()
except queue.Empty as error:
    print(repr(error))
