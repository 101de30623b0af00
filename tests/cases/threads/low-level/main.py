# `_thread` by itself, and what a thread leaves behind.
import _thread
import gc
import threading
import weakref


class Box:
    new_lock = _thread.allocate_lock


lock = Box().new_lock()
lock.acquire()
print(lock.locked(), isinstance(lock, _thread.LockType))
lock.release()

print(threading.stack_size(), threading.stack_size(1 << 18), threading.stack_size())
for size in (-1, 1):
    try:
        threading.stack_size(size)
    except ValueError as error:
        print(error)


class Value:
    pass


local = threading.local()
local.value = "main's"
values = []


def own():
    local.value = Value()
    values.append(weakref.ref(local.value))


threads = [threading.Thread(target=own) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(local.value)
gc.collect()
print([value() for value in values])

for change in (lambda: setattr(local, "__dict__", {}), lambda: delattr(local, "__dict__")):
    try:
        change()
    except AttributeError as error:
        print(error)


def join_itself():
    try:
        threading.current_thread().join()
    except RuntimeError as error:
        print(error)


thread = threading.Thread(target=join_itself)
thread.start()
thread.join()
