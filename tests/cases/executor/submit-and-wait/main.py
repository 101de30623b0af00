from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, ThreadPoolExecutor, as_completed, wait
import time


def work(seconds):
    time.sleep(seconds)
    if seconds == 0.2:
        raise ValueError(seconds)
    return seconds


with ThreadPoolExecutor(max_workers=4) as pool:
    for when in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        jobs = [pool.submit(work, seconds) for seconds in (0.3, 0.1, 0.2)]
        done, pending = wait(jobs, return_when=when)
        print(when, len(done), len(pending))
        wait(jobs)
    done, pending = wait([pool.submit(work, 0.3)], timeout=0.1)
    print(len(done), len(pending))
    jobs = {pool.submit(work, seconds): seconds for seconds in (0.3, 0.1, 0.2)}
    for job in as_completed(jobs):
        print(jobs[job], repr(job.exception()) if job.exception() else job.result())
    try:
        for job in as_completed([pool.submit(work, 0.1), pool.submit(work, 0.5)], timeout=0.3):
            print(job.result())
    except TimeoutError as error:
        print(error)
