# What may be told otherwise of code that runs as before.
import copy
import types


def add(a, b=2):
    """Adds."""
    return a + b


code = add.__code__
for changes in (
    {"co_name": "plus", "co_qualname": "Sum.plus"},
    {"co_filename": "sums.py", "co_firstlineno": 70},
    {"co_code": code.co_code},
    {"co_consts": code.co_consts + (7,)},
    {"co_flags": code.co_flags},
):
    plus = types.FunctionType(code.replace(**changes), {}, argdefs=(2,))
    print(plus(3), plus.__name__, plus.__code__.co_firstlineno - code.co_firstlineno)
print(copy.replace(code, co_name="again").co_name)


@types.coroutine
def step():
    yield


print(step.__code__.co_flags & 0x100)
