"""The library's own functions on deeply nested values: too deep is an exception."""

import copy
import functools
import json
import pickle
import pprint


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


shallow = nested(30)
print(json.dumps(shallow), json.loads(json.dumps(shallow)) == shallow)
print(pickle.loads(pickle.dumps(shallow)) == shallow, copy.deepcopy(shallow) == shallow)
deep = nested(20_000)
for name, action in {
    "deepcopy": lambda: copy.deepcopy(deep),
    "pprint": lambda: pprint.pformat(deep),
}.items():
    try:
        action()
        print(name, "works")
    except RecursionError as error:
        print(name, "is too deep")
del deep
print("gone")


@functools.lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


print(fibonacci(150))
