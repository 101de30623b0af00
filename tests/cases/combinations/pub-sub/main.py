import asyncio


class Hub:
    def __init__(self):
        self.topics = {}

    def subscribe(self, topic):
        queue = asyncio.Queue()
        self.topics.setdefault(topic, []).append(queue)
        return queue

    def publish(self, topic, message):
        for queue in self.topics.get(topic, []):
            queue.put_nowait(message)


async def listen(name, queue):
    while (message := await queue.get()) is not None:
        print(name, "heard", message)
    print(name, "leaves")


async def main():
    hub = Hub()
    listeners = [
        asyncio.create_task(listen("ann", hub.subscribe("news"))),
        asyncio.create_task(listen("bob", hub.subscribe("news"))),
        asyncio.create_task(listen("cat", hub.subscribe("sport"))),
    ]
    for topic, message in (("news", "rain"), ("sport", "2:1"), ("news", "sun"), ("music", "la")):
        hub.publish(topic, message)
        await asyncio.sleep(0.02)
    for topic in ("sport", "news"):
        hub.publish(topic, None)
    await asyncio.gather(*listeners)


asyncio.run(main())
