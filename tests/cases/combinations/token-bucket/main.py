"""A token bucket and a leaky bucket before the same six requests."""

import asyncio


class TokenBucket:
    """Lets bursts through as long as tokens last."""

    def __init__(self, rate, capacity):
        self.rate, self.capacity = rate, capacity
        self.tokens = capacity
        self.updated = asyncio.get_running_loop().time()
        self.lock = asyncio.Lock()

    async def take(self):
        async with self.lock:
            while True:
                now = asyncio.get_running_loop().time()
                self.tokens = min(self.capacity, self.tokens + (now - self.updated) * self.rate)
                self.updated = now
                if self.tokens >= 0.99:
                    self.tokens -= 1
                    return
                await asyncio.sleep((1 - self.tokens) / self.rate)


class LeakyBucket:
    """Lets one through at a time, and turns away whom it can't hold."""

    def __init__(self, interval, size):
        self.queue = asyncio.Queue(size)
        self.interval = interval
        self.leak = asyncio.create_task(self._leak())

    async def _leak(self):
        while True:
            waiting = await self.queue.get()
            if not waiting.cancelled():
                waiting.set_result(None)
            await asyncio.sleep(self.interval)

    async def take(self):
        waiting = asyncio.get_running_loop().create_future()
        self.queue.put_nowait(waiting)
        await waiting


async def request(number, bucket, start):
    try:
        await bucket.take()
    except asyncio.QueueFull:
        print(f"{number} turned away")
    else:
        print(f"{number} at {asyncio.get_running_loop().time() - start:.1f}")


async def main():
    start = asyncio.get_running_loop().time()
    bucket = TokenBucket(rate=5, capacity=3)
    await asyncio.gather(*(request(n, bucket, start) for n in range(6)))

    start = asyncio.get_running_loop().time()
    bucket = LeakyBucket(0.2, 3)
    await asyncio.gather(*(request(n, bucket, start) for n in range(6)))
    bucket.leak.cancel()
    print(await asyncio.wait([bucket.leak]) and bucket.leak.cancelled())


asyncio.run(main())
