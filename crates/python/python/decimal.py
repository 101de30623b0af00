"""Decimal numbers: Python's own, whose errors name their conditions, as those of CPython's C do."""

import sys

import _pydecimal


def _raise_error(self, condition, explanation=None, *args, _handle=_pydecimal.Context._raise_error):
    error = _pydecimal._condition_map.get(condition, condition)
    if error in self._ignored_flags or not self.traps[error]:
        return _handle(self, condition, explanation, *args)
    self.flags[error] = 1
    raise error([condition])


_pydecimal.Context._raise_error = _raise_error
sys.modules[__name__] = _pydecimal
