"""The calendar half of `time`, in UTC: the same on every machine.

The rules are those of CPython's `timemodule.c` and of glibc's `strftime` in the C locale.
"""

import re
from operator import index
from time import struct_time

import _interleave_clock

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_LAST_SECOND = 2**63 - 1
_LAST_YEAR = 2**31 + 1899


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before_year(year):
    """Days from 0001-01-01 to the first of January of `year`."""
    year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400


def _day_of_year(year, month, day):
    """From 0. `month` counts from 1."""
    return _BEFORE_MONTH[month - 1] + (month > 2 and _is_leap(year)) + day - 1


_EPOCH = _days_before_year(1970)


def _seconds_of(seconds):
    if seconds is None:
        seconds = _interleave_clock.time()
    if isinstance(seconds, float):
        if seconds != seconds:
            raise ValueError("Invalid value NaN (not a number)")
        if not -(2.0**63) <= seconds < 2.0**63:
            raise OverflowError("timestamp out of range for platform time_t")
        return int(seconds // 1)
    seconds = index(seconds)
    if not -_LAST_SECOND - 1 <= seconds <= _LAST_SECOND:
        raise OverflowError("timestamp out of range for platform time_t")
    return seconds


def gmtime(seconds=None, /):
    days, second = divmod(_seconds_of(seconds), 86_400)
    days += _EPOCH
    year = days * 400 // 146_097 + 1
    while _days_before_year(year) > days:
        year -= 1
    while _days_before_year(year + 1) <= days:
        year += 1
    if not -(2**31) + 1900 <= year <= _LAST_YEAR:
        raise OSError(75, "Value too large for defined data type")
    day_of_year = days - _days_before_year(year)
    month = 12
    while _day_of_year(year, month, 1) > day_of_year:
        month -= 1
    return struct_time((
        year, month, day_of_year - _day_of_year(year, month, 1) + 1,
        second // 3600, second // 60 % 60, second % 60,
        days % 7, day_of_year + 1, 0, "GMT", 0,
    ))  # fmt: skip


def localtime(seconds=None, /):
    return struct_time((*gmtime(seconds), "UTC", 0))


def _fields(function, moment):
    """The nine fields of a `struct_time` or tuple."""
    if not isinstance(moment, tuple):
        raise TypeError("Tuple or struct_time argument required")
    if len(moment) != 9:
        raise TypeError(f"{function}(): illegal time tuple argument")
    return [index(field) for field in moment]


def _checked(function, moment):
    """The same, each within its range, and the zone; 0 counts as the first month or day."""
    year, month, day, hour, minute, second, weekday, day_of_year, dst = _fields(function, moment)
    month, day, day_of_year = month or 1, day or 1, day_of_year or 1
    for name, value, first, last in (
        ("month", month, 1, 12),
        ("day of month", day, 1, 31),
        ("hour", hour, 0, 23),
        ("minute", minute, 0, 59),
        ("seconds", second, 0, 61),
        ("day of week", weekday, -1, 2**31),
        ("day of year", day_of_year, 1, 366),
    ):
        if not first <= value <= last:
            raise ValueError(f"{name} out of range")
    zone = getattr(moment, "tm_zone", None) or "UTC"
    return year, month, day, hour, minute, second, weekday % 7, day_of_year, dst, zone


def mktime(moment, /):
    """Fields beyond their range carry over, as in C."""
    year, month, day, hour, minute, second, *_ = _fields("mktime", moment)
    years, month = divmod(month - 1, 12)
    year += years
    if abs(year) > _LAST_YEAR:
        raise OverflowError("mktime argument out of range")
    days = _days_before_year(year) - _EPOCH + _day_of_year(year, month + 1, day)
    return float(((days * 24 + hour) * 60 + minute) * 60 + second)


def _asctime(fields):
    year, month, day, hour, minute, second, weekday, *_ = fields
    return f"{_DAYS[weekday][:3]} {_MONTHS[month - 1][:3]} {day:2} {hour:02}:{minute:02}:{second:02} {year}"


def asctime(moment=None, /):
    return _asctime(_checked("asctime", localtime() if moment is None else moment))


def ctime(seconds=None, /):
    return _asctime(gmtime(seconds))


def _iso_week(year, weekday, day_of_year):
    """The ISO 8601 year and week."""
    week = (day_of_year - weekday + 9) // 7
    if week == 0:
        return _iso_week(year - 1, weekday, day_of_year + 365 + _is_leap(year - 1))
    days_in_year = 365 + _is_leap(year)
    if week == 53 and day_of_year - weekday + 3 > days_in_year:
        return year + 1, 1
    return year, week


# What a directive stands for: another format, a text, or a number with its width and padding.
_FORMATS = {
    "c": "%a %b %e %H:%M:%S %Y", "D": "%m/%d/%y", "x": "%m/%d/%y", "F": "%Y-%m-%d",
    "R": "%H:%M", "r": "%I:%M:%S %p", "T": "%H:%M:%S", "X": "%H:%M:%S",
}  # fmt: skip
_TEXTS = {
    "a": lambda t: _DAYS[t[6]][:3],
    "A": lambda t: _DAYS[t[6]],
    "b": lambda t: _MONTHS[t[1] - 1][:3],
    "h": lambda t: _MONTHS[t[1] - 1][:3],
    "B": lambda t: _MONTHS[t[1] - 1],
    "p": lambda t: "AM" if t[3] < 12 else "PM",
    "P": lambda t: "am" if t[3] < 12 else "pm",
    "n": lambda t: "\n",
    "t": lambda t: "\t",
    "%": lambda t: "%",
    "z": lambda t: "+0000",
    "Z": lambda t: t[9],
}
_NUMBERS = {
    "C": (1, "0", lambda t: t[0] // 100),
    "d": (2, "0", lambda t: t[2]),
    "e": (2, " ", lambda t: t[2]),
    "g": (2, "0", lambda t: _iso_week(t[0], t[6], t[7])[0] % 100),
    "G": (1, "0", lambda t: _iso_week(t[0], t[6], t[7])[0]),
    "H": (2, "0", lambda t: t[3]),
    "I": (2, "0", lambda t: (t[3] + 11) % 12 + 1),
    "j": (3, "0", lambda t: t[7]),
    "k": (2, " ", lambda t: t[3]),
    "l": (2, " ", lambda t: (t[3] + 11) % 12 + 1),
    "m": (2, "0", lambda t: t[1]),
    "M": (2, "0", lambda t: t[4]),
    "s": (1, " ", lambda t: int(mktime(t[:9]))),
    "S": (2, "0", lambda t: t[5]),
    "u": (1, "0", lambda t: t[6] + 1),
    "U": (2, "0", lambda t: (t[7] + 6 - (t[6] + 1) % 7) // 7),
    "V": (2, "0", lambda t: _iso_week(t[0], t[6], t[7])[1]),
    "w": (1, "0", lambda t: (t[6] + 1) % 7),
    "W": (2, "0", lambda t: (t[7] + 6 - t[6]) // 7),
    "y": (2, "0", lambda t: t[0] % 100),
    "Y": (1, "0", lambda t: t[0]),
}
# glibc's flags, a width, and the modifiers E and O, which the C locale ignores.
_DIRECTIVE = re.compile(r"%([-_0^#+]*)(\d*)[EO]?(.)", re.DOTALL)
_WIDEST = 1000


def _directive(fields, match):
    flags, width, letter = match.groups()
    width = min(int(width or 0), _WIDEST)
    padding = next((flag for flag in reversed(flags) if flag in "-_0+"), "")
    if letter in _NUMBERS:
        least, usual, number = _NUMBERS[letter]
        pad = {"_": " ", "0": "0", "+": "0"}.get(padding, usual)
        text = str(number(fields))
        return text.rjust(width) if padding == "-" else text.rjust(max(width, least), pad)
    if letter in _FORMATS:
        text = _format(_FORMATS[letter], fields)
    elif letter in _TEXTS:
        text = _TEXTS[letter](fields)
    else:
        return match.group()
    if "^" in flags:
        text = text.upper()
    elif "#" in flags:
        text = text.lower() if letter in "pZ" else text.upper()
    return text.rjust(width, "0" if padding in ("0", "+") else " ")


def _format(format, fields):
    return _DIRECTIVE.sub(lambda match: _directive(fields, match), format)


def strftime(format, moment=None, /):
    if not isinstance(format, str):
        raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
    if "\0" in format:
        raise ValueError("embedded null character")
    return _format(format, _checked("strftime", localtime() if moment is None else moment))
