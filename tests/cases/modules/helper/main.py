import asyncio

import helper
from helper import greet

print(__name__, helper.__name__, helper.__file__)
asyncio.run(greet("world"))
print(helper.calls)
helper.fail()
