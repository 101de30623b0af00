"""Publish and subscribe by patterns; slow readers lose the oldest."""

import asyncio
import contextlib
import fnmatch


class Broker:
    def __init__(self):
        self.subscriptions = {}

    def publish(self, topic, value):
        reached = 0
        for queue, pattern in self.subscriptions.items():
            if fnmatch.fnmatch(topic, pattern):
                if queue.full():
                    print(f"  {pattern} loses {queue.get_nowait()}")
                queue.put_nowait((topic, value))
                reached += 1
        return reached

    @contextlib.asynccontextmanager
    async def subscribe(self, pattern, size=2):
        queue = asyncio.Queue(size)
        self.subscriptions[queue] = pattern
        try:
            yield queue
        finally:
            del self.subscriptions[queue]
            print(f"  {pattern} left, {len(self.subscriptions)} stay")


async def reader(broker, pattern, delay, many):
    async with broker.subscribe(pattern) as queue:
        for _ in range(many):
            topic, value = await queue.get()
            print(f"{pattern:8} got {topic}={value}")
            await asyncio.sleep(delay)


async def main():
    broker = Broker()
    fast = asyncio.create_task(reader(broker, "room/*", 0, 4))
    slow = asyncio.create_task(reader(broker, "*", 0.5, 2))
    none = asyncio.create_task(reader(broker, "attic", 0, 1))
    await asyncio.sleep(0)
    print("nobody:", broker.publish("cellar", 0) == 1)
    for number in range(4):
        await asyncio.sleep(0.05)
        print("reached", broker.publish(f"room/{number % 2}", number))
    await fast
    await slow
    none.cancel("closing time")
    try:
        await none
    except asyncio.CancelledError as error:
        print("cancelled:", error.args)
    print(broker.publish("room/0", "late"))


asyncio.run(main())
