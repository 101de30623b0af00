"""A pool that lends connections, throws broken ones away and counts waiters."""

import asyncio
import contextlib
import itertools
from dataclasses import dataclass, field


@dataclass(slots=True, order=True)
class Connection:
    number: int
    uses: int = field(default=0, compare=False)
    broken: bool = field(default=False, compare=False, repr=False)

    async def query(self, text):
        await asyncio.sleep(0.1)
        self.uses += 1
        if "drop" in text:
            self.broken = True
            raise ConnectionError(f"{text!r} broke {self}")
        return f"{text} by {self.number}"


class Pool:
    def __init__(self, size):
        self.size, self.numbers = size, itertools.count(1)
        self.free, self.lent = [], set()
        self.condition = asyncio.Condition()

    @contextlib.asynccontextmanager
    async def connection(self, patience=None):
        async with asyncio.timeout(patience), self.condition:
            await self.condition.wait_for(lambda: self.free or len(self.lent) < self.size)
            if self.free:
                connection = self.free.pop()
            else:
                connection = Connection(next(self.numbers))
                print("made", connection)
            self.lent.add(connection.number)
        try:
            yield connection
        finally:
            async with self.condition:
                self.lent.remove(connection.number)
                if connection.broken:
                    print("dropped", connection)
                else:
                    self.free.append(connection)
                self.condition.notify()


async def client(pool, text, patience=None):
    try:
        async with pool.connection(patience) as connection:
            return await connection.query(text)
    except (TimeoutError, ConnectionError) as error:
        return repr(error)


async def main():
    pool = Pool(2)
    texts = "one", "two", "drop three", "four", "five"
    for result in await asyncio.gather(*(client(pool, text) for text in texts)):
        print(result)
    print(sorted(pool.free), pool.lent, pool.condition.locked())
    impatient = [client(pool, f"late {number}", 0.05) for number in range(3)]
    print(await asyncio.gather(*impatient))
    waiter = asyncio.create_task(client(pool, "cancelled"))
    await asyncio.sleep(0.05)
    waiter.cancel()
    await asyncio.wait({waiter})
    print(waiter.cancelled(), max(pool.free), pool.lent)


asyncio.run(main())
