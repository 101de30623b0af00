# What has no bytes in UTF-8 can't be printed; stderr shows it escaped.
import sys

name = "half \ud83d"
try:
    print(name)
except UnicodeEncodeError as error:
    print(error)
print(name, file=sys.stderr)
print(repr(name), ascii(name), name.encode("utf-8", "replace"))
raise ValueError(name)
