import threading
import time


def fail(word):
    time.sleep(0.1)
    raise ValueError(word)


def leave():
    raise SystemExit("not told")


first = threading.Thread(target=fail, args=("loud",))
first.start()
first.join()
second = threading.Thread(target=leave)
second.start()
second.join()


def hook(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name)


threading.excepthook = hook
third = threading.Thread(target=fail, args=("caught",), name="third")
third.start()
third.join()
print("main goes on")
