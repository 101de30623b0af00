"""Waiting for sockets of the program's own network."""

import sys
import weakref

import _interleave_clock
import _interleave_network as _network
import _thread

error = OSError

EPOLLIN = 0x001
EPOLLPRI = 0x002
EPOLLOUT = 0x004
EPOLLERR = 0x008
EPOLLHUP = 0x010
EPOLLRDHUP = 0x2000
POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 0x001, 0x002, 0x004, 0x008, 0x010, 0x020


def _deadline(timeout):
    """In µs of the clock; none: never."""
    if timeout is None or timeout < 0:
        return None
    return _interleave_clock.now() + int(timeout * 1e6)


# What threads may wait for on the network, by the numbers of the epoll instances: those of
# this module, and event loops.
_waitables = weakref.WeakValueDictionary()


def _wake(epoll):
    """A socket of this epoll instance is ready: wakes the threads that wait for it."""
    waitable = _waitables.get(epoll)
    if waitable is not None:
        _thread._wake_all(waitable)


class epoll:
    """A level-triggered `select.epoll` over sockets of `socket.socket`."""

    def __init__(self, sizehint=-1, flags=0):
        self._number = _network.epoll_create()
        self._waiters = []
        self.closed = False
        _waitables[self._number] = self

    def register(self, fd, eventmask=EPOLLIN | EPOLLPRI | EPOLLOUT):
        _network.epoll_control(self._number, _descriptor(fd), False, eventmask)

    def modify(self, fd, eventmask):
        _network.epoll_control(self._number, _descriptor(fd), True, eventmask)

    def unregister(self, fd):
        _network.epoll_control(self._number, _descriptor(fd), True, None)

    def _is_taken(self):
        return _network.is_idle(self._number)

    @property
    def _in_vain(self):
        """Why nothing comes of it that the main thread waits for this for ever."""
        if not sys.modules["asyncio"]._get_running_loop():
            return "the main thread waits for a socket, and nobody is left who could send something"
        return (
            "the main thread waits for a socket, and keeps its loop from running any task that could send something; "
            "use asyncio's streams, or loop.sock_recv() and its kin"
        )

    def poll(self, timeout=None, maxevents=-1):
        _thread._wait(self, _deadline(timeout))
        return _network.epoll_wait(self._number)

    def fileno(self):
        return 3

    def close(self):
        if not self.closed:
            self.closed = True
            _network.epoll_close(self._number)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class poll(epoll):
    """`select.poll`, whose timeouts are milliseconds."""

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT):
        try:
            super().register(fd, eventmask)
        except FileExistsError:
            self.modify(fd, eventmask)

    def poll(self, timeout=None):
        return super().poll(None if timeout is None else timeout / 1000)


class _Select:
    """`select.select`: not a function of Python's, as a class that holds it would make a method of it."""

    def __call__(self, rlist, wlist, xlist, timeout=None, /):
        """Which of the sockets are ready for reading, for writing, or have failed."""
        with epoll() as poller:
            wanted = {}
            for sockets, event in ((rlist, EPOLLIN), (wlist, EPOLLOUT), (xlist, EPOLLPRI)):
                for sock in sockets:
                    descriptor = _descriptor(sock)
                    wanted[descriptor] = wanted.get(descriptor, 0) | event
            for descriptor, events in wanted.items():
                poller.register(descriptor, events)
            ready = dict(poller.poll(timeout))

        def those(sockets, events):
            return [sock for sock in sockets if ready.get(_descriptor(sock), 0) & events]

        return those(rlist, ~EPOLLOUT), those(wlist, ~EPOLLIN), those(xlist, EPOLLPRI)


select = _Select()


def _descriptor(fd):
    if not isinstance(fd, int):
        try:
            fd = fd.fileno()
        except AttributeError:
            raise TypeError("argument must be an int, or have a fileno() method.") from None
    if fd < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({fd})")
    return fd
