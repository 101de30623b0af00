# `ThreadPoolExecutor.map` gives results in order, whoever ends first.
import time
from concurrent.futures import ThreadPoolExecutor

start = time.perf_counter()


def fetch(seconds):
    time.sleep(seconds)
    return f"{seconds} at {time.perf_counter() - start:.1f}"


with ThreadPoolExecutor(max_workers=2) as pool:
    for result in pool.map(fetch, [0.5, 0.1, 0.2, 0.4]):
        print(result, f"seen at {time.perf_counter() - start:.1f}")
    try:
        for result in pool.map(fetch, [0.1, 1.0], timeout=0.5):
            print(result)
    except TimeoutError:
        print("timed out at", f"{time.perf_counter() - start:.1f}")
print("closed at", f"{time.perf_counter() - start:.1f}")
