# A thread may wait wherever code of Python's runs.
import threading
import time


class Box:
    def __init__(self):
        time.sleep(0.1)
        self.value = 7

    @property
    def slow(self):
        time.sleep(0.1)
        return self.value

    def __getattr__(self, name):
        time.sleep(0.1)
        return name

    def __eq__(self, other):
        time.sleep(0.1)
        return True

    def __len__(self):
        time.sleep(0.1)
        return 3

    def __iter__(self):
        for number in range(2):
            time.sleep(0.1)
            yield number

    def __enter__(self):
        time.sleep(0.1)
        return self

    def __exit__(self, *_):
        time.sleep(0.1)


def key(number):
    time.sleep(0.1)
    return -number


def work(name, done):
    box = Box()
    with box:
        found = [box.slow, box.other, box == 1, len(box), list(box), sorted([1, 3, 2], key=key)]
    found.append([number for number in box if not time.sleep(0.1)])
    found.append({name: sum(map(key, (1, 2)))})
    found.append(eval("key(4)"))
    done.append((name, found))


done = []
begun = time.monotonic()
threads = [threading.Thread(target=work, args=(name, done)) for name in "ab"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for name, found in sorted(done):
    print(name, found)
print(1.5 < time.monotonic() - begun < 2.4)
