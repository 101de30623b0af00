"""A socket as a file, for `socket.makefile`."""

import io


class SocketIO(io.RawIOBase):
    """The raw file of a stream socket, which stays open until this, too, is closed."""

    __module__ = "socket"

    def __init__(self, sock, mode):
        if mode not in ("r", "w", "rw", "rb", "wb", "rwb"):
            raise ValueError(f"invalid mode: {mode!r}")
        super().__init__()
        self._sock = sock
        self._mode = mode if "b" in mode else mode + "b"
        self._timed_out = False

    @property
    def mode(self):
        return self._mode

    @property
    def name(self):
        return -1 if self.closed else self.fileno()

    def _open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        return self._sock

    def readable(self):
        self._open()
        return "r" in self._mode

    def writable(self):
        self._open()
        return "w" in self._mode

    def seekable(self):
        self._open()
        return False

    def fileno(self):
        return self._open().fileno()

    def readinto(self, buffer, /):
        sock = self._open()
        self._checkReadable()
        if self._timed_out:
            raise OSError("cannot read from timed out object")
        try:
            return sock.recv_into(buffer)
        except TimeoutError:
            self._timed_out = True
            raise
        except BlockingIOError:
            return None

    def write(self, data, /):
        sock = self._open()
        self._checkWritable()
        try:
            return sock.send(data)
        except BlockingIOError:
            return None

    def close(self):
        if not self.closed:
            super().close()
            self._sock._file_closed()
            self._sock = None


def made(sock, mode, buffering, encoding, errors, newline):
    """What `makefile` answers (`Lib/socket.py`): the raw file, with a buffer, as text or not."""
    if not set(mode) <= set("rwb"):
        raise ValueError(f"invalid mode {mode!r} (only r, w, b allowed)")
    reads, writes, binary = "r" in mode or "w" not in mode, "w" in mode, "b" in mode
    raw = SocketIO(sock, "r" * reads + "w" * writes)
    if buffering is None or buffering < 0:
        buffering = io.DEFAULT_BUFFER_SIZE
    if buffering == 0:
        if not binary:
            raise ValueError("unbuffered streams must be binary")
        return raw
    if reads and writes:
        buffered = io.BufferedRWPair(raw, raw, buffering)
    else:
        buffered = (io.BufferedReader if reads else io.BufferedWriter)(raw, buffering)
    if binary:
        return buffered
    text = io.TextIOWrapper(buffered, io.text_encoding(encoding), errors, newline)
    text.mode = mode
    return text
