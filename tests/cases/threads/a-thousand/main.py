# A thousand threads wait at once, each with locals of its own.
import threading
import time

gate = threading.Event()
total = []
lock = threading.Lock()


def nested(depth, number):
    if depth:
        return nested(depth - 1, number) + 1
    gate.wait()
    with lock:
        time.sleep(0.001)
        total.append(number)
    return number


def work(number):
    kept = [number] * 3
    assert nested(20, number) == number + 20
    assert kept == [number] * 3


threads = [threading.Thread(target=work, args=(number,)) for number in range(1000)]
for thread in threads:
    thread.start()
print(threading.active_count())
gate.set()
for thread in threads:
    thread.join()
print(len(total), sum(total), threading.active_count())
