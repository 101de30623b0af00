# Hooks for exceptions that can go nowhere: none of them stops the program.
import io
import re
import sys

sys.stderr = told = io.StringIO()


class Fails:
    def __del__(self):
        raise KeyError("lost")


class Nameless(Exception):
    def __repr__(self):
        raise Nameless

    __str__ = __repr__


def tell(unraisable):
    print("told of", unraisable.exc_type.__name__, unraisable.exc_value, unraisable.object.__qualname__)


def fail(unraisable):
    print("failing")
    raise Nameless


own = sys.unraisablehook
print(own == sys.__unraisablehook__, own is sys.unraisablehook)
for hook in (tell, fail, None, len, own):
    sys.unraisablehook = hook
    Fails()
    print("after", getattr(hook, "__name__", hook))
sys.unraisablehook = tell
print(sys.unraisablehook == tell, sys.unraisablehook.__name__)
del sys.unraisablehook
Fails()
print("the end")
print(re.sub("0x[0-9a-f]+", "0x", re.sub('File ".*"', "File", told.getvalue())))
