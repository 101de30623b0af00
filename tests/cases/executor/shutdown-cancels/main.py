import time
from concurrent.futures import ThreadPoolExecutor


def work(n):
    print("begins", n)
    time.sleep(0.2)
    print("ends", n)
    return n


pool = ThreadPoolExecutor(max_workers=1)
jobs = [pool.submit(work, n) for n in range(4)]
time.sleep(0.3)
pool.shutdown(wait=False, cancel_futures=True)
print([job.cancelled() for job in jobs], [job.done() for job in jobs])
try:
    pool.submit(work, 9)
except RuntimeError as error:
    print(error)
print(jobs[1].result())
