import asyncio


class Ticker:
    def __init__(self, interval, count):
        self.interval = interval
        self.count = count

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.count:
            raise StopAsyncIteration
        self.count -= 1
        await asyncio.sleep(self.interval)
        return self.count


async def consume(name, interval):
    async for left in Ticker(interval, 3):
        print(name, left)
    else:
        print(name, "over")


async def main():
    await asyncio.gather(consume("slow", 0.11), consume("quick", 0.05))


asyncio.run(main())
