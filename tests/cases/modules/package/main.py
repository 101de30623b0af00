import sys, importlib
print("main", __name__, __file__, sys.argv)
import helper
from helper import greet as hi
import pkg
from pkg import mod
from pkg.sub.deep import value
import pkg.other as other
print(helper.__name__, helper.__file__, hi("x"), pkg.__path__, mod.__name__, mod.__package__, value, other.up)
print(helper, pkg, helper.__spec__.name, helper.__spec__.origin)
print("helper" in sys.modules, importlib.import_module("pkg.mod") is mod)
open("late.py", "w").write("x = 1\n")
import late
print(late.x)
open("late.py", "w").write("x = 22\n")
importlib.reload(late)
print(late.x)
try: import nonesuch
except ImportError as e: print(type(e).__name__, e, e.name)
try: from helper import nothing
except ImportError as e: print(type(e).__name__, e)
try: import pkg.nothing
except ImportError as e: print(type(e).__name__, e)
try: helper.nothing
except AttributeError as e: print(e)
try: import circle_a
except ImportError as e: print(e)
import ns.inner
print(ns.inner.x, ns.__path__)
import inspect
print(inspect.getsource(helper.greet))
import pkgutil
print(sorted(m.name for m in pkgutil.iter_modules(["."])), sorted(m.name for m in pkgutil.walk_packages(pkg.__path__, "pkg.")))
import os
print(sorted(os.listdir()))
import random
print(random.choice)
helper.fail(0)
