# An exception that can go nowhere, when the program has taken `sys` away.
import sys

modules = sys.modules


class Fails:
    def __del__(self):
        raise KeyError("lost")


modules["sys"] = None
Fails()
print("without the module")
modules["sys"] = sys
Fails()
print("with it")
