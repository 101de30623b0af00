"""Waiting for sockets of the program's own network."""

import _interleave
import _interleave_network as _network

error = OSError

EPOLLIN = 0x001
EPOLLPRI = 0x002
EPOLLOUT = 0x004
EPOLLERR = 0x008
EPOLLHUP = 0x010
EPOLLRDHUP = 0x2000


def _deadline(timeout):
    """In µs of the clock; none: never."""
    if timeout is None or timeout < 0:
        return None
    return _interleave.now() + int(timeout * 1e6)


def _forever():
    raise NotImplementedError(
        "this call would wait forever: it keeps the only thread that could send something; "
        "use asyncio's streams, or loop.sock_recv() and its kin"
    )


class epoll:
    """A level-triggered `select.epoll` over sockets of `socket.socket`."""

    def __init__(self, sizehint=-1, flags=0):
        self._watch = _network.open_watch()
        self.closed = False

    def register(self, fd, eventmask=EPOLLIN | EPOLLPRI | EPOLLOUT):
        _network.watch(self._watch, _descriptor(fd), False, eventmask)

    def modify(self, fd, eventmask):
        _network.watch(self._watch, _descriptor(fd), True, eventmask)

    def unregister(self, fd):
        _network.watch(self._watch, _descriptor(fd), True, None)

    def poll(self, timeout=None, maxevents=-1):
        until = _deadline(timeout)
        while True:
            found = _network.poll(self._watch)
            if found or (until is not None and until <= _interleave.now()):
                return found
            if not _network.wait(until) and until is None:
                _forever()

    def fileno(self):
        return 3

    def close(self):
        if not self.closed:
            self.closed = True
            _network.close_watch(self._watch)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def select(rlist, wlist, xlist, timeout=None, /):
    """Which of the sockets are ready for reading, for writing, or have failed."""
    with epoll() as watch:
        wanted = {}
        for sockets, event in ((rlist, EPOLLIN), (wlist, EPOLLOUT), (xlist, EPOLLPRI)):
            for sock in sockets:
                descriptor = _descriptor(sock)
                wanted[descriptor] = wanted.get(descriptor, 0) | event
        for descriptor, events in wanted.items():
            watch.register(descriptor, events)
        ready = dict(watch.poll(timeout))

    def those(sockets, events):
        return [sock for sock in sockets if ready.get(_descriptor(sock), 0) & events]

    return those(rlist, ~EPOLLOUT), those(wlist, ~EPOLLIN), those(xlist, EPOLLPRI)


def _descriptor(fd):
    if not isinstance(fd, int):
        try:
            fd = fd.fileno()
        except AttributeError:
            raise TypeError("argument must be an int, or have a fileno() method.") from None
    if fd < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({fd})")
    return fd
