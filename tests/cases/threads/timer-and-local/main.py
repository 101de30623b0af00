import threading
import time

start = time.perf_counter()
mine = threading.local()
mine.name = "main"


def at(what):
    print(what, f"at {time.perf_counter() - start:.1f}", getattr(mine, "name", "nobody's"))
    mine.name = what


alarm = threading.Timer(0.3, at, args=["alarm"])
other = threading.Timer(0.2, at, kwargs={"what": "other"})
never = threading.Timer(0.1, at, ["never"])
for timer in (alarm, other, never):
    timer.start()
never.cancel()
alarm.join()
print(mine.name, never.is_alive(), never.finished.is_set())
