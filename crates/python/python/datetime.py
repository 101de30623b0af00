"""Dates and times: Python's own, which name themselves as those of CPython's C do."""

import _pydatetime
from _pydatetime import *

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC")


def _week_repr(self, _repr=_pydatetime._IsoCalendarDate.__repr__):
    return f"datetime.{_repr(self)}"


_pydatetime._IsoCalendarDate.__repr__ = _week_repr
