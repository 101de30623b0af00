import time

moment = time.gmtime(1_700_000_000)
print(time.strftime("%Y-%m-%d %H:%M:%S", moment), moment.tm_wday, moment.tm_yday)
print(time.asctime(moment))
print(time.strptime("2024-02-29", "%Y-%m-%d")[:3])
print(tuple(time.gmtime(0)))
a, b = time.monotonic(), time.monotonic()
print(a <= b, isinstance(time.time(), float), isinstance(time.perf_counter_ns(), int))
start = time.perf_counter()
time.sleep(0.1)
print(f"{time.perf_counter() - start:.1f}")
