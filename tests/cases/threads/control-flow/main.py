# All the ways out of blocks, in a thread that waits inside them.
import threading
import time

lock = threading.Lock()


def find(wanted):
    for n in range(5):
        with lock:
            time.sleep(0.01)
            if n == 1:
                continue
            if n == wanted:
                return f"found {n}"
            if n == 3:
                break
    else:
        return "never"
    return f"{wanted} not found"


def fails():
    try:
        with lock:
            time.sleep(0.01)
            raise KeyError("inside")
    except KeyError as error:
        return f"caught {error}, locked: {lock.locked()}"
    finally:
        time.sleep(0.01)
        print("finally")


class Swallow:
    def __enter__(self):
        time.sleep(0.01)
        return self

    def __exit__(self, kind, error, trace):
        time.sleep(0.01)
        print("swallows", kind.__name__ if kind else kind)
        return True


def swallows():
    with Swallow() as swallow, lock:
        time.sleep(0.01)
        raise ValueError("gone")
    with Swallow():
        pass
    return type(swallow).__name__


def loops():
    seen = []
    while len(seen) < 3:
        time.sleep(0.01)
        seen.append(len(seen))
        match seen:
            case [0]:
                time.sleep(0.01)
            case [0, one]:
                seen[1] = one * 10
    else:
        seen.append("end")
    return seen


def closure():
    total = 0

    def add(n):
        nonlocal total
        time.sleep(0.01)
        total += n

    for n in range(4):
        add(n)
    return total


def work():
    for call in (lambda: find(2), lambda: find(9), fails, swallows, loops, closure):
        print(call())


thread = threading.Thread(target=work)
thread.start()
thread.join()
