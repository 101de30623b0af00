# The callers of a thread that is not at work, as a dump of all stacks shows them.
import sys
import threading
import time
import traceback


def names(frame):
    found = []
    while frame:
        found.append(frame.f_code.co_name)
        frame = frame.f_back
    return found


def wait(lock):
    with lock:
        pass


def work(lock):
    wait(lock)


class Worker(threading.Thread):
    def run(self):
        time.sleep(1)


lock = threading.Lock()
with lock:
    threads = [threading.Thread(target=work, args=(lock,)), Worker()]
    for thread in threads:
        thread.start()
    time.sleep(0.1)
    frames = sys._current_frames()
    for thread in threads:
        print(names(frames[thread.ident]))
    print(names(frames[threading.get_ident()]))
    print([entry.name for entry in traceback.extract_stack(frames[threads[0].ident])])
for thread in threads:
    thread.join()


def inside():
    print(names(sys._getframe()))


inner = threading.Thread(target=inside)
inner.start()
inner.join()
print(names(sys._getframe()))
