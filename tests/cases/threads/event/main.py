import threading
import time

ready = threading.Event()


def setup():
    time.sleep(0.2)
    print("is set up")
    ready.set()
    time.sleep(0.1)
    print("goes on")


def client():
    print("waits", ready.wait(timeout=0.1), ready.is_set())
    print("waits", ready.wait(), ready.is_set())


threads = [threading.Thread(target=target) for target in (setup, client)]
for thread in threads:
    thread.start()
print("main waits")
ready.wait()
for thread in threads:
    thread.join()
ready.clear()
print(ready.wait(0.05), ready.is_set())
