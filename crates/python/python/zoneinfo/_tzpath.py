"""Where `zoneinfo` has its time zones from: the table that is built in. There are no files of a system."""

import io
import os

import _interleave_zones
from . import _common

TZPATH = ()


class InvalidTZPathWarning(RuntimeWarning):
    """Warning raised if an invalid path is specified in PYTHONTZPATH."""


def reset_tzpath(to=None):
    """Takes nothing: there is no folder in which one could look."""
    if to is not None and (isinstance(to, (str, bytes)) or not hasattr(to, "__iter__")):
        raise TypeError("tzpath must be a list or tuple, not " + f"{type(to)}: {to!r}")


def find_tzfile(key):
    """No zone has a file; what could not be the name of one is refused, as in CPython."""
    if key.startswith("/"):
        raise ValueError(f"ZoneInfo keys may not be absolute paths, got: {key}")
    if os.path.normpath(key) != key:
        raise ValueError(f"ZoneInfo keys must be normalized relative paths, got: {key}")
    if key.startswith(".."):
        raise ValueError(f"ZoneInfo keys must refer to subdirectories of TZPATH, got: {key}")
    return None


def available_timezones():
    """The names of all time zones."""
    return set(_interleave_zones.names())


def _load(key):
    data = _interleave_zones.data(key)
    if data is None:
        raise _common.ZoneInfoNotFoundError(f"No time zone found with key {key}")
    return io.BytesIO(data)


_common.load_tzdata = _load
