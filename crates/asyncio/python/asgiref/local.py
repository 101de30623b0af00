"""`Local`: attributes of one's own, for every task or every thread."""

import contextvars
import threading


class _CVar:
    """Attributes that follow the context: a task's, and the thread's that works for it."""

    def __init__(self):
        super().__setattr__("_data", {})

    def __getattr__(self, key):
        try:
            return self._data[key].get()
        except LookupError:
            raise AttributeError(f"{self!r} object has no attribute {key!r}") from None

    def __setattr__(self, key, value):
        self._data.setdefault(key, contextvars.ContextVar(key)).set(value)

    def __delattr__(self, key):
        getattr(self, key)
        # Others who follow another context keep theirs.
        self._data[key] = contextvars.ContextVar(key)


class Local:
    """`threading.local` for programs that go between threads and tasks.

    Attributes set in a task are seen in the threads that `sync_to_async` runs for
    it, and the other way round. With `thread_critical=True` they are the thread's
    alone.
    """

    def __init__(self, thread_critical=False):
        storage = threading.local() if thread_critical else _CVar()
        object.__setattr__(self, "_storage", storage)

    def __getattr__(self, key):
        return getattr(self._storage, key)

    def __setattr__(self, key, value):
        setattr(self._storage, key, value)

    def __delattr__(self, key):
        delattr(self._storage, key)
