import asyncio
from contextlib import asynccontextmanager


class Pool:
    def __init__(self, size):
        self.free = asyncio.Queue()
        for n in range(size):
            self.free.put_nowait(f"conn{n}")

    @asynccontextmanager
    async def connection(self):
        connection = await self.free.get()
        try:
            yield connection
        finally:
            self.free.put_nowait(connection)


async def query(pool, number, seconds):
    async with pool.connection() as connection:
        print(number, "uses", connection)
        await asyncio.sleep(seconds)
        if number == 3:
            raise ValueError("bad query")


async def main():
    pool = Pool(2)
    results = await asyncio.gather(
        *(query(pool, n, s) for n, s in enumerate((0.1, 0.2, 0.05, 0.1, 0.09))), return_exceptions=True
    )
    print(results, pool.free.qsize())


asyncio.run(main())
