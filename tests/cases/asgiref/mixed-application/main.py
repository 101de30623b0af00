# A view that mixes both worlds, as web frameworks do.
import asyncio
import time
from asgiref.sync import ThreadSensitiveContext, async_to_sync, sync_to_async

start = time.perf_counter()


class Database:
    rows = {1: "tea", 2: "coffee"}

    def get(self, key):
        time.sleep(0.1)
        return self.rows[key]

    aget = sync_to_async(get)


async def notify(what):
    await asyncio.sleep(0.05)
    print("notified of", what)


def save(key):
    what = Database().get(key)
    async_to_sync(notify)(what)
    return what


async def view(key):
    async with ThreadSensitiveContext():
        what = await sync_to_async(save)(key)
        return f"{what} at {time.perf_counter() - start:.1f}"


async def main():
    print(await Database().aget(1))
    print(*await asyncio.gather(view(1), view(2)), sep=", ")
    try:
        await view(3)
    except KeyError as error:
        print("no row", error)


asyncio.run(main())
