"""There is no debugger here: what would start one says what to use instead."""

import sys

__all__ = ["Pdb", "post_mortem", "pm", "run", "runcall", "runctx", "runeval", "set_trace"]


def set_trace(*args, **kwargs):
    sys.__breakpointhook__()


run = runcall = runctx = runeval = post_mortem = pm = set_trace


class Pdb:
    """Can be made and derived from, as `doctest` does, but not run."""

    def __init__(self, *args, **kwargs):
        pass

    def reset(self):
        pass

    def _refuse(self, *args, **kwargs):
        sys.__breakpointhook__()

    run = runcall = runctx = runeval = set_trace = interaction = _refuse
