"""`asyncio` has the names that it has in 3.13."""

import asyncio

_NEW = {*asyncio.graph.__all__, "graph", "future_add_to_awaited_by", "future_discard_from_awaited_by"}

asyncio.__all__ = tuple(name for name in asyncio.__all__ if name not in _NEW)
# Its `__getattr__` is for names that 3.14 deprecates, and would stand in tracebacks.
for _name in {*_NEW, "__getattr__"}:
    delattr(asyncio, _name)
