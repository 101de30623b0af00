# A consumer wants one item more than there are, and the main thread waits for it.
import queue
import threading

orders = queue.Queue()


def cook():
    for _ in range(3):
        print("cooking", orders.get())


for dish in ("rice", "beans"):
    orders.put(dish)
cooking = threading.Thread(target=cook, name="cook")
cooking.start()
cooking.join()
