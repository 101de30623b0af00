import sys


def hook(kind, error, trace):
    raise KeyError("in the hook")


sys.excepthook = hook
1 / 0
