"""A cache that asks once however many want it, forgets failures, and ages."""

import asyncio
import functools
from collections import OrderedDict


class SingleFlight:
    def __init__(self, function, size=2, age=0.3):
        functools.update_wrapper(self, function)
        self.function, self.size, self.age = function, size, age
        self.flights, self.values = {}, OrderedDict()
        self.hits = self.misses = 0

    async def __call__(self, key):
        now = asyncio.get_running_loop().time()
        if (kept := self.values.get(key)) and kept[1] > now:
            self.hits += 1
            self.values.move_to_end(key)
            return kept[0]
        if key not in self.flights:
            self.misses += 1
            self.flights[key] = task = asyncio.create_task(self.function(key), name=f"get {key}")
            task.add_done_callback(functools.partial(self._landed, key))
        return await asyncio.shield(self.flights[key])

    def _landed(self, key, task):
        del self.flights[key]
        if not task.cancelled() and task.exception() is None:
            self.values[key] = task.result(), asyncio.get_running_loop().time() + self.age
            while len(self.values) > self.size:
                print("forgets", self.values.popitem(last=False)[0])

    def __repr__(self):
        return f"<{self.__name__} hits={self.hits} misses={self.misses} {list(self.values)}>"


@SingleFlight
async def fetch(key):
    """Slow."""
    print(f"fetching {key} in {asyncio.current_task().get_name()!r}")
    await asyncio.sleep(0.1)
    if key < 0:
        raise ValueError(key)
    return key * 2


async def main():
    print(await asyncio.gather(*(fetch(1) for _ in range(5))), fetch)
    print(await asyncio.gather(fetch(1), fetch(2), fetch(3)), fetch)
    errors = await asyncio.gather(fetch(-1), fetch(-1), return_exceptions=True)
    print(errors, errors[0] is errors[1])
    await asyncio.sleep(0.3)
    print(await fetch(3), fetch)

    # Who asked first loses interest; the others still get their answer.
    first = asyncio.create_task(fetch(4))
    second = asyncio.create_task(fetch(4))
    await asyncio.sleep(0.05)
    first.cancel()
    print(await asyncio.gather(first, second, return_exceptions=True), fetch)
    try:
        async with asyncio.timeout(0.05):
            await fetch(5)
    except TimeoutError:
        print("too slow, but", fetch.flights)
    await asyncio.sleep(0.1)
    print(await fetch(5), fetch, fetch.__doc__)


asyncio.run(main())
