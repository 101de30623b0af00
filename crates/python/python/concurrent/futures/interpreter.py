"""There is one interpreter only."""

from concurrent.futures import _base


class InterpreterPoolExecutor(_base.Executor):
    def __init__(self, *args, **kwargs):
        raise NotImplementedError("Interleave runs one interpreter only; use ThreadPoolExecutor")
