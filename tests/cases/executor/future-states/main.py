import time
from concurrent.futures import CancelledError, Future, InvalidStateError, ThreadPoolExecutor, TimeoutError


def work(seconds):
    time.sleep(seconds)
    return seconds


with ThreadPoolExecutor(max_workers=1) as pool:
    first, second = pool.submit(work, 0.2), pool.submit(work, 0.1)
    first.add_done_callback(lambda future: print("called back with", future.result()))
    print(first.running(), first.done(), second.running(), second.cancel(), first.cancel())
    try:
        first.result(timeout=0.05)
    except TimeoutError as error:
        print("too early:", repr(error))
    print(first.result(), first.running(), first.done())
    first.add_done_callback(lambda future: print("at once", future.done()))
    try:
        second.result()
    except CancelledError as error:
        print(repr(error), second.cancelled(), second.done())
    broken = pool.submit(work, "soon")
    print(repr(broken.exception()))

future = Future()
print(future.set_running_or_notify_cancel(), future.running())
future.set_result(1)
try:
    future.set_result(2)
except InvalidStateError as error:
    print(str(error)[:14])
