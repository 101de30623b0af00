import threading
import time


def work(name, seconds):
    print(name, "begins in", threading.current_thread().name)
    time.sleep(seconds)
    print(name, "ends")


start = time.perf_counter()
threads = [
    threading.Thread(target=work, args=("a", 0.3), name="first"),
    threading.Thread(target=work, args=("b", 0.1)),
    threading.Thread(target=work, kwargs={"name": "c", "seconds": 0.2}, daemon=True),
]
for thread in threads:
    thread.start()
    time.sleep(0.01)
print([thread.is_alive() for thread in threads], threading.active_count())
threads[0].join(timeout=0.15)
print(threads[0].is_alive(), threads[1].is_alive())
for thread in threads:
    thread.join()
print([thread.name for thread in threads], [thread.daemon for thread in threads], threading.active_count())
print(f"{time.perf_counter() - start:.1f}")
for wrong in (threads[0].start, threading.Thread().join, threading.current_thread().join):
    try:
        wrong()
    except RuntimeError as error:
        print(error)
