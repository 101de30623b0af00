"""Lets the recording know the state of locks, queues and their kin.

Whatever keeps its state in one attribute is watched there. Queues are not: their
hand-overs must stay fast.
"""

import _thread
import functools
import types

from asyncio import locks, queues

import _interleave

for _class, _attribute, _part in (
    (locks.Lock, "_locked", "locked"),
    (locks.Semaphore, "_value", "permits"),
    (locks.Event, "_value", "flag"),
    (locks.Condition, "_lock", "lock"),
    (locks.Barrier, "_state", "phase"),
    (locks.Barrier, "_count", "inside"),
    (_thread.lock, "_locked", "thread-locked"),
    (_thread.RLock, "_owner", "thread-owner"),
):
    _interleave.watch(_class, _attribute, _part)


class Event(locks.Event):
    """A queue's own, which nobody sees: its flag needs no watching."""

    _value = False

    def __reduce__(self):
        # By its module it is asyncio's own, which `pickle` finds there.
        return locks.Event, (), (None, dict(self.__dict__))


Event.__module__ = locks.__name__
queues.locks = types.SimpleNamespace(Event=Event)


def _after(method, tell):
    """The method, after which the recording is told of the queue."""

    @functools.wraps(method)
    def told(queue, /, *args, **kwargs):
        try:
            return method(queue, *args, **kwargs)
        finally:
            tell(queue)

    del told.__wrapped__
    return told


_wake = queues.Queue._wakeup_next


def _wakeup_next(queue, waiters):
    # A queue calls this whenever it has got an item or given one away.
    _interleave.queue_changed(queue)
    if waiters:
        _wake(queue, waiters)


_wakeup_next.__qualname__ = "Queue._wakeup_next"
queues.Queue._wakeup_next = _wakeup_next
queues.Queue.__init__ = _after(queues.Queue.__init__, _interleave.queue_created)
queues.Queue.task_done = _after(queues.Queue.task_done, _interleave.queue_changed)
queues.Queue.shutdown = _after(queues.Queue.shutdown, _interleave.queue_changed)
