"""`marshal` that makes no code but what this run has marshalled: RustPython trusts bytecode, as it does
that of `types.CodeType` and of `code.replace`."""

import marshal
import types

_dumps, _loads = marshal.dumps, marshal.loads
#: What was marshalled with code in it, by its bytes.
_known = set()


def _has_code(value):
    values, seen = [value], set()
    for value in values:
        if isinstance(value, types.CodeType):
            return True
        if isinstance(value, (tuple, list, set, frozenset, dict)) and id(value) not in seen:
            seen.add(id(value))
            values += value
            values += value.values() if isinstance(value, dict) else ()
    return False


def dumps(value, *args, **kwargs):
    data = _dumps(value, *args, **kwargs)
    if _has_code(value):
        _known.add(data)
    return data


def loads(data, /, **kwargs):
    value = _loads(data, **kwargs)
    if _has_code(value) and bytes(data) not in _known:
        raise ValueError("bad marshal data (Interleave runs no bytecode but its own compiler's)")
    return value


def dump(value, file, *args, **kwargs):
    file.write(dumps(value, *args, **kwargs))


def load(file, /, **kwargs):
    start = file.tell()
    value = loads(file.read(), **kwargs)
    file.seek(start + len(dumps(value)))
    return value


for _function in (dumps, loads, dump, load):
    _function.__module__ = "marshal"
    setattr(marshal, _function.__name__, _function)
