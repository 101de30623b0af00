# sys._current_frames knows where each thread is.
import sys
import threading
import time

event = threading.Event()


def sleeps():
    time.sleep(5)


threads = [threading.Thread(target=event.wait), threading.Thread(target=sleeps, daemon=True)]
for thread in threads:
    thread.start()
time.sleep(0.1)
frames = sys._current_frames()
for thread in [*threads, threading.main_thread()]:
    print(frames[thread.ident].f_code.co_name)
event.set()
threads[0].join()
print(len(sys._current_frames()))
