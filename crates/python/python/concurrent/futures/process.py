"""There are no processes to run jobs in."""

from concurrent.futures import _base


class BrokenProcessPool(_base.BrokenExecutor):
    """Never raised here; programs may name it."""


class ProcessPoolExecutor(_base.Executor):
    def __init__(self, *args, **kwargs):
        raise NotImplementedError(
            "Interleave cannot start processes: programs run inside the page; use ThreadPoolExecutor"
        )
