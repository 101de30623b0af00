import asyncio
from concurrent.futures import ThreadPoolExecutor
from asgiref.sync import async_to_sync, iscoroutinefunction, markcoroutinefunction, sync_to_async


async def coroutine():
    return "a coroutine's"


def plain():
    return "plain"


for wrong in (lambda: sync_to_async(coroutine), lambda: sync_to_async(plain, executor=ThreadPoolExecutor(1))):
    try:
        wrong()
    except TypeError as error:
        print(error)


async def main():
    with ThreadPoolExecutor(1) as pool:
        print(await sync_to_async(plain, thread_sensitive=False, executor=pool)())

    def marked():
        return coroutine()

    print(iscoroutinefunction(marked), iscoroutinefunction(markcoroutinefunction(marked)))


asyncio.run(main())
print(async_to_sync(coroutine)())
