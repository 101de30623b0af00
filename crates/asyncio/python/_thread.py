"""Simulated threads: `_thread` where one thread runs at a time.

A thread runs on a stack of its own until it waits for something: a lock, a time, the
end of another thread. Then it parks, and the next one goes on whose time has come. The
main thread has the machine's own stack: where it waits, the others go on inside it.

Where the machine has no other stacks, a thread borrows that of whoever resumes it, and
runs to its end: `time.sleep` puts the thread's own clock ahead, and what it does then
comes about at that clock's time; where it waits, the others go on inside it.

Whatever can be waited for has `_is_taken` and a list `_waiters` of the threads
set aside for it.

Nothing may be imported at the top: the interpreter needs this module first.
"""

try:
    __interleave_entrance__
except NameError:
    pass
else:
    # The machine of a thread comes by here, see `thread_machine.rs`. It stays.
    __interleave_entrance__.enter()

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


def _count():
    return len(_threads)


def exit():
    raise SystemExit


exit_thread = exit


_stack_size = 0


def stack_size(size=0, /):
    """Kept as the program says; the stacks of simulated threads have a size of their own."""
    global _stack_size
    if size < 0:
        raise ValueError("size must be 0 or a positive value")
    if 0 < size < 32768:
        raise ValueError(f"size not valid: {size} bytes")
    before, _stack_size = _stack_size, size
    return before


def interrupt_main(signum=2, /):
    import signal

    if not 0 < signum < signal.NSIG:
        raise ValueError("signal number out of range")
    # Without a handler of Python's it does nothing.
    if callable(signal.getsignal(signum)):
        signal.raise_signal(signum)


# Waiting


def _limit(blocking, timeout):
    """Until when `acquire` waits, in µs of the clock; none: for ever."""
    if not blocking and timeout != -1:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0 and timeout != -1:
        raise ValueError("timeout value must be a non-negative number")
    if timeout > TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    if not blocking:
        return 0
    if timeout == -1:
        return None
    import _interleave

    return _interleave.now() + round(timeout * 1_000_000)


def _wait(waitable, limit):
    """Parks, or lets the others go on inside the one that waits. False: the limit is reached."""
    import _interleave

    while waitable._is_taken():
        if limit is not None and _interleave.now() >= limit:
            return False
        if _interleave.park(waitable, limit):
            continue
        arrival = _interleave.next_arrival()
        if arrival is None and limit is None:
            _stuck(waitable)
        moments = [moment for moment in (arrival, limit) if moment is not None]
        _interleave.wait_until(min(moments))
    return True


def _stuck(waitable):
    import _interleave

    if not _current():
        import _interleave_deadlock

        _interleave.deadlock(getattr(waitable, "_in_vain", None) or _interleave_deadlock.explain(waitable))
    raise RuntimeError(
        "this thread would wait for ever: where WebAssembly can't be suspended (no JSPI), a thread runs "
        "to its end before another one goes on"
    )


# Threads


class _Thread:
    """A simulated thread, parked whenever another one runs."""

    def __init__(self, number, handle, daemon):
        import _interleave

        self.number = number
        self.handle = handle
        self.daemon = daemon
        # On whose account it works.
        self.task = _interleave.current_task()
        # When it goes on, what it waits for, and in which line it does so for ever.
        self.alarm = None
        self.waits_for = None
        self.line = 0

    def wake(self):
        """It goes on now: what it waits for is free."""
        import _interleave

        self.stay()
        self.at(_interleave.now())

    def at(self, time):
        import _interleave

        self.alarm = time, _interleave.call_at(time, self.number, self.step)

    def stay(self):
        """It waits for nothing any more."""
        import _interleave

        if self.alarm is not None:
            _interleave.cancel_call(*self.alarm)
        if self.waits_for is not None:
            self.waits_for._waiters.remove(self)
        self.alarm = self.waits_for = None

    def step(self):
        """Runs it until it waits again, or ends."""
        import _interleave

        self.alarm = None
        self.stay()
        wait = _interleave.resume_thread(self.number, self.task)
        if wait is None:
            del _threads[self.number]
            for local in _locals.pop(_MAIN_IDENT + self.number, ()):
                _leave_local(local(), _MAIN_IDENT + self.number)
            self.handle._set_done()
            return
        waitable, until, self.line = wait
        if waitable is not None:
            self.waits_for = waitable
            waitable._waiters.append(self)
        if until is not None:
            self.at(until)


# The threads that have not ended, by their numbers.
_threads = {}
_number = 0


def current():
    """The simulated thread at work; none for the main thread."""
    return _threads.get(_current())


def work_for(task):
    """On whose account the thread at work goes on."""
    import _interleave

    thread = current()
    if thread is not None:
        thread.task = task
        _interleave.work_for(task)


def _body(function, args, kwargs, label):
    """What a thread does."""
    import _interleave

    def run():
        if label is not None:
            _interleave.thread_begins(*label)
        try:
            function(*args, **kwargs)
        except SystemExit:
            pass
        except Exception as error:
            _ignored(function, error)
        if label is not None:
            _interleave.thread_ends()

    return run


def _ignored(function, error):
    """Tells of an exception that left a thread."""
    import sys
    import types

    message = f"Exception ignored in thread started by {function!r}"
    sys.unraisablehook(
        types.SimpleNamespace(
            exc_type=type(error), exc_value=error, exc_traceback=error.__traceback__, err_msg=message, object=None
        )
    )


def _start(function, args, kwargs, handle, daemon):
    import _interleave

    global _number
    _number += 1
    if _number == 1 and not _interleave.has_stacks():
        _tell_of_guests()
    handle._begin(_MAIN_IDENT + _number)
    _interleave.create_thread(_number, _body(function, args, kwargs, _label(function)))
    thread = _threads[_number] = _Thread(_number, handle, daemon)
    thread.at(_interleave.now())
    return handle


def _tell_of_guests():
    import _interleave_runtime

    _interleave_runtime.note(
        "WebAssembly can't be suspended here (no JSPI), so threads run one after the other, each to its end "
        "and by its own clock: a thread can't wait for what another one does later."
    )


def _current_frames():
    """`sys._current_frames`: the innermost frame of each thread."""
    import _interleave
    import sys

    frames = {_MAIN_IDENT + number: frame for number, frame in _interleave.frames_aside()}
    frames[get_ident()] = sys._getframe(1)
    return frames


def _label(function):
    """The names of a thread and of its job; none for a thread that is not shown, or that tells of its jobs itself."""
    owner = getattr(function, "__self__", None)
    name = getattr(owner, "_name", None) or f"Thread-{_number}"
    target = getattr(owner, "_target", None)
    if target is None:
        target = getattr(owner, "run", function)
    job = str(getattr(target, "__qualname__", type(target).__name__))
    return None if job in ("_worker", "BaseEventLoop._do_shutdown") else (str(name), job)


def start_joinable_thread(function, handle=None, daemon=True):
    return _start(function, (), {}, handle or _ThreadHandle(), daemon)


def start_new_thread(function, args, kwargs={}, /):
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    return _start(function, args, kwargs, _ThreadHandle(), True).ident


start_new = start_new_thread


class _ThreadHandle:
    """Whether a thread has ended."""

    def __init__(self):
        self.ident = None
        self._is_running = None
        self._waiters = []

    def _begin(self, ident):
        if self.ident is not None:
            raise RuntimeError("thread already started")
        self.ident = ident
        self._is_running = True

    def _set_done(self):
        if self._is_running is None:
            raise RuntimeError("thread not started")
        self._is_running = False
        _wake_all(self)

    def _is_taken(self):
        return self._is_running

    def is_done(self):
        return self._is_running is False

    def join(self, timeout=None):
        _wait(self, self._limit(timeout))

    def _limit(self, timeout):
        if self._is_running is None:
            raise RuntimeError("thread not started")
        if self._is_running and self.ident == get_ident():
            raise RuntimeError("Cannot join current thread")
        return _limit(True, -1 if timeout is None or timeout < 0 else timeout)


def _wake_all(waitable):
    for thread in list(waitable._waiters):
        thread.wake()


def _make_thread_handle(ident):
    handle = _ThreadHandle()
    handle._begin(ident)
    return handle


def _shutdown():
    """Waits for the threads that are no daemons, at the program's end."""
    while True:
        handles = [thread.handle for thread in _threads.values() if not thread.daemon]
        if not handles:
            return
        handles[0].join()


# Locks


class lock:
    def __init_subclass__(cls, **_):
        raise TypeError("type '_thread.lock' is not an acceptable base type")

    def __init__(self):
        self._locked = False
        # The thread that took it last. Any other may release it.
        self._holder = 0
        self._waiters = []

    def _is_taken(self):
        return self._locked

    def acquire(self, blocking=True, timeout=-1):
        limit = _limit(blocking, timeout)
        if self._locked and not _wait(self, limit):
            return False
        self._locked = True
        self._holder = _current()
        return True

    acquire_lock = acquire

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False
        if self._waiters:
            self._waiters[0].wake()

    release_lock = release

    def locked(self):
        return self._locked

    locked_lock = locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_):
        self.release()

    def _at_fork_reinit(self):
        self._locked = False

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle '_thread.lock' object")

    def __repr__(self):
        state = "locked" if self._locked else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"


LockType = allocate_lock = allocate = lock


class RLock:
    def __new__(cls, *_, **__):
        self = super().__new__(cls)
        self._owner = None
        self._depth = 0
        self._waiters = []
        return self

    def _is_taken(self):
        return self._owner not in (None, get_ident())

    def _take(self, depth=1):
        self._owner = get_ident()
        self._depth += depth
        return True

    def acquire(self, blocking=True, timeout=-1):
        limit = _limit(blocking, timeout)
        if self._is_taken() and not _wait(self, limit):
            return False
        return self._take()

    def release(self):
        if not self._is_owned():
            raise RuntimeError("cannot release un-acquired lock")
        self._depth -= 1
        if self._depth == 0:
            self._owner = None
            if self._waiters:
                self._waiters[0].wake()

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
        if self._depth == 0:
            raise RuntimeError("cannot release un-acquired lock")
        depth, self._depth = self._depth, 1
        self.release()
        return depth

    def _acquire_restore(self, depth):
        _wait(self, None)
        self._take(depth)

    def _at_fork_reinit(self):
        self._owner, self._depth = None, 0

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle '_thread.RLock' object")

    def __repr__(self):
        state = "locked" if self._depth else "unlocked"
        return f"<{state} _thread.RLock object owner={self._owner or 0} count={self._depth} at {id(self):#x}>"


# Attributes of threads


# By threads: weak references to the local objects that have attributes of that thread.
_locals = {}


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
        _check_name(self, name)
        _enter_local(self)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        _check_name(self, name)
        _enter_local(self)
        object.__delattr__(self, name)


def _check_name(local, name):
    if name == "__dict__":
        kind = "_thread._local" if type(local) is _local else type(local).__name__
        raise AttributeError(f"{kind!r} object attribute '__dict__' is read-only")


def _leave_local(local, ident):
    """Lets go of what a thread has that is over."""
    if local is not None:
        del object.__getattribute__(local, "_local__all")[ident]
        # They may still be in place. Whoever comes next puts its own there.
        object.__setattr__(local, "__dict__", {})


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
    from _weakref import ref

    everyones[ident] = {}
    _locals.setdefault(ident, []).append(ref(local))
    object.__setattr__(local, "__dict__", everyones[ident])
    args, kwargs = object.__getattribute__(local, "_local__made_by")
    type(local).__init__(local, *args, **kwargs)
