import asyncio
from asgiref.sync import async_to_sync


async def fetch(name):
    await asyncio.sleep(0.1)
    return f"{name} fetched"


@async_to_sync
async def both(*names):
    return await asyncio.gather(*(fetch(name) for name in names))


@async_to_sync
async def fails():
    await asyncio.sleep(0.1)
    raise LookupError("nothing there")


class Client:
    @async_to_sync
    async def get(self, path):
        return f"{type(self).__name__} gets {path}"


print(async_to_sync(fetch)("page"))
print(both("a", "b"))
print(Client().get("/"))
try:
    fails()
except LookupError as error:
    print(repr(error))


async def main():
    try:
        both("c")
    except RuntimeError as error:
        print(error)


asyncio.run(main())
