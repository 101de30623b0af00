"""`add_signal_handler`, for the signals that a program can get: Stop, and those it raises itself."""

import signal

from . import coroutines, events


class Signals:
    """The loop's methods for signals."""

    def add_signal_handler(self, sig, callback, *args):
        if coroutines.iscoroutine(callback) or coroutines._iscoroutinefunction(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")
        _check(sig)
        self._check_closed()
        if sig in (signal.SIGKILL, signal.SIGSTOP):
            raise RuntimeError(f"sig {sig} cannot be caught")
        self._signal_handlers[sig] = events.Handle(callback, args, self, None)
        # A turn later than it comes, as where the loop reads it from its pipe to itself.
        signal.signal(sig, lambda sig, frame: self.call_soon_threadsafe(self._handle_signal, sig))

    def _handle_signal(self, sig):
        handle = self._signal_handlers.get(sig)
        if handle is None:
            return
        if handle._cancelled:
            self.remove_signal_handler(sig)
        else:
            self._add_callback_signalsafe(handle)

    def remove_signal_handler(self, sig):
        _check(sig)
        if self._signal_handlers.pop(sig, None) is None:
            return False
        default = sig == signal.SIGINT
        signal.signal(sig, signal.default_int_handler if default else signal.SIG_DFL)
        return True


def _check(sig):
    if not isinstance(sig, int):
        raise TypeError(f"sig must be an int, not {sig!r}")
    if sig not in signal.valid_signals():
        raise ValueError(f"invalid signal number {sig}")
