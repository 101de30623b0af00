"""Signals: SIGINT arrives when the user presses Stop; others only from the program itself."""

import enum
import os
import sys


class Signals(enum.IntEnum):
    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGABRT = 6
    SIGFPE = 8
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGCHLD = 17
    SIGCONT = 18
    SIGSTOP = 19
    SIGTSTP = 20
    SIGWINCH = 28


class Handlers(enum.IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1


globals().update(Signals.__members__)
globals().update(Handlers.__members__)
NSIG = 65


def default_int_handler(signalnum, frame):
    raise KeyboardInterrupt


_handlers = {Signals.SIGINT: default_int_handler, Signals.SIGPIPE: Handlers.SIG_IGN}
_HARMLESS = (Signals.SIGCHLD, Signals.SIGCONT, Signals.SIGWINCH)


def getsignal(signalnum):
    return _handlers.get(Signals(signalnum), Handlers.SIG_DFL)


def signal(signalnum, handler):
    signalnum = Signals(signalnum)
    if signalnum in (Signals.SIGKILL, Signals.SIGSTOP):
        raise OSError(22, "Invalid argument")
    if not callable(handler) and handler not in tuple(Handlers):
        raise TypeError(
            "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object"
        )
    before = getsignal(signalnum)
    _handlers[signalnum] = handler
    return before


def raise_signal(signalnum):
    handler = getsignal(signalnum)
    if callable(handler):
        handler(int(signalnum), sys._getframe(1))
    elif handler == Handlers.SIG_DFL and signalnum not in _HARMLESS:
        # The status that a shell shows of a program that a signal ended.
        os._exit(128 + signalnum)


def valid_signals():
    return set(Signals)


def set_wakeup_fd(fd, *, warn_on_full_buffer=True):
    return -1


def strsignal(signalnum):
    return Signals(signalnum).name


def __getattr__(name):
    message = f"module {__name__!r} has no attribute {name!r}"
    if name in ("alarm", "setitimer", "getitimer", "pause", "sigwait", "pthread_kill"):
        message += ": no clock or process outside sends signals here; use loop.call_later or threading.Timer"
    raise AttributeError(message, name=name, obj=sys.modules[__name__])
