# A trace function is told of the lines of an except* handler that run, and of no other.
import sys


def f(n):
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as g:
        a = 1
        print(len(g.exceptions))
        if n:
            b = 2
        x = 1
    except* TypeError as g:
        c = [
            len(g.exceptions),
            2,
        ]
    d = 3


def trace(frame, event, arg):
    if frame.f_code.co_name == "f":
        print(event, frame.f_lineno - frame.f_code.co_firstlineno)
    return trace


sys.settrace(trace)
f(0)
f(1)
sys.settrace(None)
