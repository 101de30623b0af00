import asyncio


class Queue:
    def __init__(self):
        self._full = asyncio.Event()

    async def get(self):
        await self._full.wait()
        return self._item

    def put_nowait(self, item):
        self._item = item
        self._full.set()


class Lock:
    async def acquire(self):
        await asyncio.sleep(0.1)

    async def __aenter__(self):
        await self.acquire()
        return self

    async def __aexit__(self, *error):
        pass
