import asyncio


class Queue:
    def __init__(self):
        self._item = asyncio.get_running_loop().create_future()

    async def get(self):
        return await self._item

    def put_nowait(self, item):
        self._item.set_result(item)
