import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def work(seconds):
    time.sleep(seconds)
    return seconds


with ThreadPoolExecutor(max_workers=3) as pool:
    print(list(pool.map(work, (0.15, 0.05, 0.1))))
    jobs = [pool.submit(work, seconds) for seconds in (0.15, 0.05, 0.1)]
    print([job.result() for job in as_completed(jobs)])
