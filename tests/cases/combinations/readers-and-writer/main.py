import asyncio


class SharedLock:
    def __init__(self):
        self.condition = asyncio.Condition()
        self.readers = 0
        self.writing = False

    async def read(self, name, seconds):
        async with self.condition:
            await self.condition.wait_for(lambda: not self.writing)
            self.readers += 1
        print(name, "reads with", self.readers)
        await asyncio.sleep(seconds)
        async with self.condition:
            self.readers -= 1
            self.condition.notify_all()

    async def write(self, name, seconds):
        async with self.condition:
            await self.condition.wait_for(lambda: not self.writing and not self.readers)
            self.writing = True
        print(name, "writes alone")
        await asyncio.sleep(seconds)
        async with self.condition:
            self.writing = False
            self.condition.notify_all()


async def later(seconds, coro):
    await asyncio.sleep(seconds)
    await coro


async def main():
    lock = SharedLock()
    await asyncio.gather(
        lock.read("r1", 0.2),
        lock.read("r2", 0.1),
        later(0.05, lock.write("w", 0.1)),
        later(0.25, lock.read("r3", 0.05)),
    )


asyncio.run(main())
