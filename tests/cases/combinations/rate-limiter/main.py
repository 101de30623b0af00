import asyncio


class RateLimiter:
    """At most one pass every `interval` seconds."""

    def __init__(self, interval):
        self.interval = interval
        self.next = 0.0

    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        now = loop.time()
        at = max(now, self.next)
        self.next = at + self.interval
        await asyncio.sleep(at - now)

    async def __aexit__(self, *_):
        pass


async def request(number, limiter, start):
    async with limiter:
        print(number, f"{asyncio.get_running_loop().time() - start:.1f}")


async def main():
    start = asyncio.get_running_loop().time()
    limiter = RateLimiter(0.1)
    await asyncio.gather(*(request(n, limiter, start) for n in range(5)))


asyncio.run(main())
