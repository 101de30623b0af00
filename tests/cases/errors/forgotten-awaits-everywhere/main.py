"""Coroutines that nobody awaits: in calls, containers, conditions, callbacks and filters."""

import asyncio
import warnings


async def save(what):
    return what


class Store:
    async def load(self):
        return 1

    @classmethod
    async def open(cls):
        return cls()

    @staticmethod
    async def ping():
        return True


async def main():
    save("in a statement")
    store = Store()
    store.load()
    Store.ping()
    pending = [save(number) for number in range(2)]
    pending.clear()
    if save("in a condition"):
        print("always true")
    try:
        store.load() + 1
    except TypeError as error:
        print(error)
    try:
        for _ in save("iterated"):
            pass
    except TypeError as error:
        print(error)
    try:
        (await Store.open()).missing
        Store.open().missing
    except AttributeError as error:
        print(error)
    asyncio.get_running_loop().call_soon(save, "as a callback")
    await asyncio.sleep(0)
    map(save, "ab")
    list(map(save, "cd"))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        save("recorded")
    print([str(each.message) for each in caught], caught[0].category.__name__)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        save("ignored")
    coroutine = save("closed in time")
    coroutine.close()
    asyncio.sleep(5)
    asyncio.wait_for(save("inside wait_for"), 1)
    print(await save(await save("awaited")))


asyncio.run(main())
save("outside")
print("end")
