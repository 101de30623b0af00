# threading.settrace traces threads, and those only.
import sys
import threading

seen = []


def trace(frame, event, arg):
    if frame.f_globals is globals() and event in ("call", "return"):
        seen.append((threading.current_thread().name, frame.f_code.co_name, event))
    return trace


def inner():
    return 1


def work():
    inner()


threading.settrace(trace)
thread = threading.Thread(target=work, name="traced")
thread.start()
thread.join()
threading.settrace(None)
inner()
print(sys.gettrace())
print(seen)
