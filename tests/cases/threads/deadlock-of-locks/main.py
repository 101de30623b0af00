# Two threads take two locks in opposite orders, and the main one waits for both.
import threading
import time

spoon, fork = threading.Lock(), threading.RLock()


def soup():
    with spoon:
        print("soup has the spoon")
        time.sleep(0.1)
        with fork:
            print("soup is eaten")


def salad():
    with fork:
        print("salad has the fork")
        time.sleep(0.1)
        with spoon:
            print("salad is eaten")


eaters = [threading.Thread(target=eat) for eat in (soup, salad)]
for eater in eaters:
    eater.start()
eaters[0].join()
