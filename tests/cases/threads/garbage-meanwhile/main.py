# Garbage with finalizers is collected while threads begin.
import gc
import sys
import threading
import weakref

gone = []
references = []
start = threading.Event()


class Cycle:
    def __init__(self):
        self.itself = self
        references.append(weakref.ref(self, lost))

    def __del__(self):
        import threading as again

        gone.append(again is threading and sys.modules["threading"] is threading)


def lost(reference):
    import string

    gone.append(string.ascii_lowercase[0] == "a")


def work():
    for _ in range(5):
        Cycle()
    start.wait()


gc.set_threshold(5, 2, 2)
threads = [threading.Thread(target=work) for _ in range(20)]
for thread in threads:
    for _ in range(20):
        Cycle()
    thread.start()
start.set()
for thread in threads:
    thread.join()
gc.collect()
print(gone.count(True), gone.count(False))
