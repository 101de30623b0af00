"""What is raised, thrown or shown and is no exception; walks over the stack."""

import contextlib
import io
import sys
import traceback


def numbers():
    yield 1


async def nothing():
    pass


for value in "text", 0, list:
    for attempt in "throw", "coroutine", "raise":
        coroutine = nothing()
        try:
            if attempt == "throw":
                numbers().throw(value)
            elif attempt == "coroutine":
                coroutine.throw(value)
            else:
                raise value
        except TypeError as error:
            print(attempt, value, error)
        coroutine.close()

for value in 42, None, "text":
    shown = io.StringIO()
    with contextlib.redirect_stderr(shown):
        sys.__excepthook__(type(value), value, None)
    print(shown.getvalue(), end="")


def inner(walk):
    return [frame.f_code.co_name for frame, _ in walk()]


def outer(walk):
    return inner(walk)


print([summary.name for summary in outer(lambda: ())])
print(inner(lambda: traceback.walk_stack(sys._getframe())))


def summary():
    return [frame.name for frame in traceback.StackSummary.extract(traceback.walk_stack(None))]


def middle():
    return summary()


def stepped():
    return [frame.f_code.co_name for frame, _ in traceback.walk_stack(None)]


def first():
    def second():
        def third():
            return stepped()

        return third()

    return second()


print(middle(), first())
print(sorted(traceback.__all__))
