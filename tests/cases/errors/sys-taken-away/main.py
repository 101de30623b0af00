# An exception that can go nowhere, when the program has taken `sys` away.
import io
import re
import sys

modules = sys.modules

sys.stderr = told = io.StringIO()


class Fails:
    def __del__(self):
        raise KeyError("lost")


modules["sys"] = None
Fails()
print("without the module")
modules["sys"] = sys
Fails()
print("with it")
print(re.sub("0x[0-9a-f]+", "0x", re.sub('File ".*"', "File", told.getvalue())))
