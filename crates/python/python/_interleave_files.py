"""The classes of `io` and `os` for the files of a run, which lie in memory."""

import builtins
import errno
import io
import os
import stat
import warnings

import _interleave_io
import _io

# The page's machine has no numbers for errors; these are Linux's.
_NAMES = (
    "EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY "
    "EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK "
    "EPIPE EDOM ERANGE EDEADLK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP"
)
_NUMBERS = {name: number for number, name in enumerate(_NAMES.split(), 1)} | {
    "EPROTO": 71,
    "EBADMSG": 74,
    "EOVERFLOW": 75,
    "ENOTSOCK": 88,
    "EMSGSIZE": 90,
    "EPROTONOSUPPORT": 93,
    "EOPNOTSUPP": 95,
    "EAFNOSUPPORT": 97,
    "EADDRINUSE": 98,
    "EADDRNOTAVAIL": 99,
    "ENETDOWN": 100,
    "ENETUNREACH": 101,
    "ECONNABORTED": 103,
    "ECONNRESET": 104,
    "ENOBUFS": 105,
    "EISCONN": 106,
    "ENOTCONN": 107,
    "ESHUTDOWN": 108,
    "ETIMEDOUT": 110,
    "ECONNREFUSED": 111,
    "EHOSTDOWN": 112,
    "EHOSTUNREACH": 113,
    "EALREADY": 114,
    "EINPROGRESS": 115,
    "ESTALE": 116,
    "ECANCELED": 125,
}
for _name, _number in _NUMBERS.items():
    setattr(errno, _name, _number)
    errno.errorcode[_number] = _name
errno.EWOULDBLOCK = errno.EAGAIN
errno.ENOTSUP = errno.EOPNOTSUPP
errno.EDEADLOCK = errno.EDEADLK


class FileIO(io.RawIOBase):
    """A file without a buffer, read and written through a descriptor."""

    __module__ = "_io"

    def __init__(self, file, mode="r", closefd=True, opener=None):
        self._fd = -1
        descriptor, mode = _interleave_io.descriptor(file, mode, closefd, opener)
        self._open(descriptor, file, mode, closefd)

    def _open(self, descriptor, name, mode, closefd):
        self._fd = descriptor
        self.name = name
        self._mode = mode
        self._closefd = closefd
        if mode.startswith("a"):
            os.lseek(descriptor, 0, os.SEEK_END)

    @property
    def mode(self):
        return self._mode

    @property
    def closefd(self):
        return self._closefd

    @property
    def closed(self):
        return self._fd < 0

    def __repr__(self):
        kind = "_io.FileIO" if type(self) is FileIO else type(self).__name__
        if self._fd < 0:
            return f"<{kind} [closed]>"
        return f"<{kind} name={self.name!r} mode={self._mode!r} closefd={self._closefd}>"

    def __getstate__(self):
        raise TypeError(f"cannot pickle {type(self).__name__!r} instances")

    def fileno(self):
        if self._fd < 0:
            raise ValueError("I/O operation on closed file")
        return self._fd

    def readable(self):
        return self.fileno() >= 0 and ("r" in self._mode or "+" in self._mode)

    def writable(self):
        return self.fileno() >= 0 and ("r" not in self._mode or "+" in self._mode)

    def seekable(self):
        return self.fileno() > 2

    def isatty(self):
        return os.isatty(self.fileno())

    def _reads(self):
        if not self.readable():
            raise io.UnsupportedOperation("File not open for reading")
        return self._fd

    def _writes(self):
        if not self.writable():
            raise io.UnsupportedOperation("File not open for writing")
        return self._fd

    def read(self, size=-1, /):
        self._reads()
        if size is None or size < 0:
            return self.readall()
        return os.read(self._fd, size)

    def readall(self):
        parts = []
        while part := os.read(self._reads(), 1 << 20):
            parts.append(part)
        return b"".join(parts)

    def readinto(self, buffer, /):
        view = memoryview(buffer).cast("B")
        data = os.read(self._reads(), len(view))
        view[: len(data)] = data
        return len(data)

    def write(self, data, /):
        return os.write(self._writes(), data)

    def seek(self, offset, whence=os.SEEK_SET, /):
        return os.lseek(self.fileno(), offset, whence)

    def tell(self):
        return os.lseek(self.fileno(), 0, os.SEEK_CUR)

    def truncate(self, size=None, /):
        descriptor = self._writes()
        size = self.tell() if size is None else size
        os.ftruncate(descriptor, size)
        return size

    def _dealloc_warn(self, source):
        # Called by the file around this one, or by its own finalizer, before it closes.
        if self._fd >= 0 and self._closefd:
            # At the line of the program that let go of it.
            depth = 3 if source is self else 2
            warnings.warn(f"unclosed file {source!r}", ResourceWarning, depth, source)

    def __del__(self):
        self._dealloc_warn(self)
        self.close()

    def close(self):
        try:
            super().close()
        finally:
            descriptor, self._fd = self._fd, -1
            if descriptor >= 0 and self._closefd:
                os.close(descriptor)


def file_of(descriptor, name, mode, closefd):
    """The raw file of what `open` has opened."""
    file = FileIO.__new__(FileIO)
    FileIO._open(file, descriptor, name, mode, closefd)
    return file


class DirEntry:
    """What `os.scandir` finds: a name, and what it was then."""

    __module__ = "posix"
    __slots__ = "name", "path", "_stat"

    def __init__(self, name, path, found):
        self.name, self.path, self._stat = name, path, found

    def is_dir(self, *, follow_symlinks=True):
        return stat.S_ISDIR(self._stat.st_mode)

    def is_file(self, *, follow_symlinks=True):
        return stat.S_ISREG(self._stat.st_mode)

    def is_symlink(self):
        return False

    def is_junction(self):
        return False

    def stat(self, *, follow_symlinks=True):
        return self._stat

    def inode(self):
        return self._stat.st_ino

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class Scan:
    """The iterator that `os.scandir` answers."""

    def __init__(self, found):
        self._found = iter(found)

    def __iter__(self):
        return self

    def __next__(self):
        return DirEntry(*next(self._found))

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def close(self):
        self._found = iter(())


Scan.__name__ = Scan.__qualname__ = "ScandirIterator"
Scan.__module__ = "posix"
os.DirEntry = DirEntry

io.FileIO = _io.FileIO = FileIO
builtins.open = io.open = _io.open = _interleave_io.open
io.open_code = _io.open_code = _interleave_io.open_code
builtins.input = _interleave_io.input
