"""Simulated threads: one runs at a time, from its start to its end, on a clock of its own.

Nothing may be imported at the top: the interpreter needs this module first.
"""

TIMEOUT_MAX = 4294967.0
error = RuntimeError

_MAIN_IDENT = 1

# Answers the number of the simulated thread at work, 0 for the loop's own.
# `_interleave_main` puts the real one here; until then there is one thread.
_current = int


def get_ident():
    return _MAIN_IDENT + _current()


get_native_id = get_ident


def _get_main_thread_ident():
    return _MAIN_IDENT


def _is_main_interpreter():
    return True


def daemon_threads_allowed():
    return True


def _shutdown():
    pass


def _count():
    return 0


def exit():
    raise SystemExit


def stack_size(size=0, /):
    return 0


def interrupt_main(signum=2, /):
    import signal

    signal.raise_signal(signum)


def _wait_for(is_free, timeout):
    """Lets time go by until a lock is free: what other threads have done arrives then."""
    import _interleave

    limit = None if timeout is None or timeout < 0 else _interleave.now() + round(timeout * 1_000_000)
    while not is_free():
        arrival = None if _current() else _interleave.next_arrival()
        if limit is not None and (arrival is None or arrival > limit):
            _interleave.wait_until(limit)
            return is_free()
        if arrival is None:
            raise RuntimeError(
                "this thread would wait forever for a lock: Interleave runs a simulated "
                "thread from start to end before another one goes on"
            )
        _interleave.wait_until(arrival)
    return True


class lock:
    def __init__(self):
        self._locked = False

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if self._locked and not (blocking and _wait_for(lambda: not self._locked, timeout)):
            return False
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False

    def locked(self):
        return self._locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_):
        self.release()

    def _at_fork_reinit(self):
        self._locked = False

    def __repr__(self):
        state = "locked" if self._locked else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"


LockType = lock


def allocate_lock():
    return lock()


allocate = allocate_lock


class RLock:
    def __init__(self):
        self._owner = None
        self._depth = 0

    def acquire(self, blocking=True, timeout=-1):
        if self._owner not in (None, get_ident()):
            if not (blocking and _wait_for(lambda: self._owner is None, timeout)):
                return False
        self._owner = get_ident()
        self._depth += 1
        return True

    def release(self):
        if not self._is_owned():
            raise RuntimeError("cannot release un-acquired lock")
        self._depth -= 1
        if self._depth == 0:
            self._owner = None

    def locked(self):
        return self._depth > 0

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_):
        self.release()

    def _is_owned(self):
        return self._owner == get_ident()

    def _recursion_count(self):
        return self._depth if self._is_owned() else 0

    def _release_save(self):
        state = self._owner, self._depth
        self._owner, self._depth = None, 0
        return state

    def _acquire_restore(self, state):
        self._owner, self._depth = state

    def _at_fork_reinit(self):
        self._owner, self._depth = None, 0

    def __repr__(self):
        state = "locked" if self._depth else "unlocked"
        return f"<{state} _thread.RLock object owner={self._owner or 0} count={self._depth} at {id(self):#x}>"


class _local:
    """`threading.local`: every thread sees attributes of its own."""

    __slots__ = ("_local__all", "_local__made_by", "__dict__", "__weakref__")

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_local__made_by", (args, kwargs))
        object.__setattr__(self, "_local__all", {get_ident(): self.__dict__})
        return self

    def __getattribute__(self, name):
        _enter_local(self)
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        _enter_local(self)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        _enter_local(self)
        object.__delattr__(self, name)


def _enter_local(local):
    """Puts this thread's attributes into place; in a new thread, makes them first."""
    try:
        everyones = object.__getattribute__(local, "_local__all")
    except AttributeError:
        return  # it is being made
    ident = get_ident()
    if ident in everyones:
        object.__setattr__(local, "__dict__", everyones[ident])
        return
    everyones[ident] = {}
    object.__setattr__(local, "__dict__", everyones[ident])
    args, kwargs = object.__getattribute__(local, "_local__made_by")
    type(local).__init__(local, *args, **kwargs)


class _ThreadHandle:
    """A simulated thread: over as soon as it was started, but not on the loop's clock."""

    def __init__(self):
        self.ident = None
        self._ended = None

    def _set_done(self):
        self._ended = 0

    def is_done(self):
        import _interleave

        return self._ended is not None and self._ended <= _interleave.now()

    def join(self, timeout=-1):
        import _interleave

        if self._ended is None:
            raise RuntimeError("thread not started")
        end = self._ended
        if timeout is not None and timeout >= 0:
            end = min(end, _interleave.now() + round(timeout * 1_000_000))
        _interleave.wait_until(end)


def _make_thread_handle(ident):
    handle = _ThreadHandle()
    handle.ident = ident
    handle._ended = 0
    return handle


_number = 0


def _next_number():
    """Numbers the simulated threads, of pools too, from 1."""
    global _number
    _number += 1
    return _number


def run(number, name, label, begin, job):
    """Runs a job as a simulated thread, in a context of its own; answers when it ended."""
    import _contextvars
    import _interleave

    context = _contextvars.Context()
    return _interleave.run_in_thread(number, name, label, begin, lambda: context.run(job))


def start_joinable_thread(function, handle=None, daemon=True):
    import _interleave

    handle = handle or _ThreadHandle()
    number = _next_number()
    handle.ident = _MAIN_IDENT + number
    owner = getattr(function, "__self__", None)
    name = getattr(owner, "_name", f"Thread-{number}")
    target = getattr(owner, "_target", None) or function
    label = getattr(target, "__qualname__", type(target).__name__)
    handle._ended = run(number, str(name), label, _interleave.now(), function)
    return handle


def start_new_thread(function, args, kwargs={}, /):
    return start_joinable_thread(lambda: function(*args, **kwargs)).ident
