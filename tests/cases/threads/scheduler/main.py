# A scheduler in a thread of its own, whose delays another thread ends.
import queue
import sched
import threading
import time

wake = threading.Event()


def delay(length):
    woken = wake.wait(length)
    wake.clear()
    print("woken" if woken else "slept", round(length, 1))


done = queue.Queue()
scheduler = sched.scheduler(time.monotonic, delay)
scheduler.enter(0.4, 1, done.put, ("later",))
thread = threading.Thread(target=scheduler.run)
thread.start()
time.sleep(0.1)
scheduler.enter(0.1, 1, done.put, ("sooner",))
wake.set()
thread.join()
print(done.get(), done.get())
