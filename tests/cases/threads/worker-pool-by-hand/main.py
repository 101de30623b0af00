import queue
import threading
import time

jobs, results = queue.Queue(), queue.PriorityQueue()


def worker(name):
    for job in iter(jobs.get, None):
        time.sleep(job / 10)
        results.put((job, name))
        jobs.task_done()
    print(name, "stops")


threads = [threading.Thread(target=worker, args=(f"worker {n}",), daemon=True) for n in range(2)]
for thread in threads:
    thread.start()
for job in (3, 1, 2.5, 1.2):
    jobs.put(job)
    time.sleep(0.01)
jobs.join()
for n, thread in enumerate(threads):
    jobs.put(None)
    time.sleep(0.01)
for thread in threads:
    thread.join()
while not results.empty():
    print(*results.get())
