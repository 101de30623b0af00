import sys


class Fragile:
    def __del__(self):
        raise ValueError("in the end")


def generator():
    try:
        yield
    finally:
        raise KeyError("closing")


def tell(unraisable):
    print(unraisable.exc_type.__name__, unraisable.exc_value, unraisable.exc_traceback is not None)


sys.unraisablehook = tell
Fragile()
started = generator()
next(started)
del started
print("goes on")
