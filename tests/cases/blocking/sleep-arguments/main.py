import time

for length in (float("inf"), float("nan"), -1, "1", None, 1e300, 0, 0.001, True):
    try:
        print(repr(length), time.sleep(length))
    except (TypeError, ValueError, OverflowError) as error:
        print(repr(length), type(error).__name__, error)
try:
    time.get_clock_info("sundial")
except ValueError as error:
    print(error)
