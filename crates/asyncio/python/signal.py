"""Signals: only SIGINT ever arrives, when the user presses Stop."""

import enum


class Signals(enum.IntEnum):
    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGKILL = 9
    SIGUSR1 = 10
    SIGUSR2 = 12
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


_handlers = {Signals.SIGINT: default_int_handler}


def getsignal(signalnum):
    return _handlers.get(Signals(signalnum), Handlers.SIG_DFL)


def signal(signalnum, handler):
    signalnum = Signals(signalnum)
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
        handler(int(signalnum), None)


def valid_signals():
    return set(Signals)


def set_wakeup_fd(fd, *, warn_on_full_buffer=True):
    return -1


def strsignal(signalnum):
    return Signals(signalnum).name
