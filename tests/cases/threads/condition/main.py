import threading
import time

condition = threading.Condition()
stock = []


def baker():
    for n in range(3):
        time.sleep(0.2)
        with condition:
            stock.append(f"loaf {n}")
            print("bakes", stock[-1])
            condition.notify()


def shop(name):
    with condition:
        while not stock:
            condition.wait()
        print(name, "buys", stock.pop())


def patient():
    with condition:
        print("in vain", condition.wait_for(lambda: len(stock) > 9, timeout=0.3))


threads = [threading.Thread(target=shop, args=(name,)) for name in ("ann", "ben", "cat")]
threads += [threading.Thread(target=baker), threading.Thread(target=patient)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
try:
    condition.notify()
except RuntimeError as error:
    print(error)
