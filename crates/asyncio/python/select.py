"""No system calls to wait for: the event loop waits by itself."""

error = OSError


def select(rlist, wlist, xlist, timeout=None):
    raise NotImplementedError("select() needs an operating system, which Interleave does not have")
