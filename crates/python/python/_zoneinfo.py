"""`ZoneInfo` as CPython has it in C: `zoneinfo` looks for it here first."""

from zoneinfo._zoneinfo import ZoneInfo


def _repr(self):
    kind = "zoneinfo.ZoneInfo" if type(self) is ZoneInfo else type(self).__name__
    if self._key is not None:
        return f"{kind}(key={self._key!r})"
    return f"{kind}.from_file({self._file_repr})"


ZoneInfo.__module__ = "zoneinfo"
ZoneInfo.__repr__ = _repr
