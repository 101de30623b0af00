"""An LRU cache with a lock a key: different keys at once, the same key one after another."""

import asyncio
from collections import OrderedDict, defaultdict
from contextlib import asynccontextmanager


class KeyLocks:
    def __init__(self):
        self._locks = defaultdict(asyncio.Lock)
        self._users = defaultdict(int)

    @asynccontextmanager
    async def __call__(self, key):
        self._users[key] += 1
        try:
            async with self._locks[key]:
                yield
        finally:
            self._users[key] -= 1
            if not self._users[key]:
                del self._locks[key], self._users[key]

    def __len__(self):
        return len(self._locks)


class LRU:
    def __init__(self, size):
        self.size, self.items, self.locks = size, OrderedDict(), KeyLocks()
        self.log = []

    async def get(self, key, load):
        async with self.locks(key):
            if key in self.items:
                self.items.move_to_end(key)
                self.log.append(f"hit {key}")
            else:
                self.log.append(f"load {key}")
                self.items[key] = await load(key)
                if len(self.items) > self.size:
                    self.log.append(f"evict {self.items.popitem(last=False)[0]}")
            return self.items.get(key)


async def load(key):
    await asyncio.sleep(0.05 * len(key))
    if key == "bad":
        raise LookupError(key)
    return key.upper()


async def main():
    cache = LRU(2)
    loop = asyncio.get_running_loop()
    start = loop.time()
    print(await asyncio.gather(*(cache.get(key, load) for key in ["a", "a", "bb", "a", "bb"])))
    print(f"{loop.time() - start:.1f}", cache.log, len(cache.locks))
    cache.log.clear()
    for key in "ccc", "a", "bb":
        await cache.get(key, load)
    print(cache.log, list(cache.items))
    cache.log.clear()
    results = await asyncio.gather(cache.get("bad", load), cache.get("bad", load), return_exceptions=True)
    print(results, cache.log, len(cache.locks))
    tasks = [asyncio.create_task(cache.get("dddd", load)) for _ in range(3)]
    await asyncio.sleep(0.02)
    tasks[0].cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True), len(cache.locks))


asyncio.run(main())
