import asyncio
import time
from asgiref.sync import iscoroutinefunction, sync_to_async


def query(n):
    time.sleep(0.1)
    return n * 10


@sync_to_async
def one_thread(n):
    """Runs in the one thread."""
    time.sleep(0.1)
    return n


@sync_to_async(thread_sensitive=False)
def any_thread(n):
    time.sleep(0.1)
    return n


async def timed(name, calls):
    start = time.perf_counter()
    results = await asyncio.gather(*calls)
    print(name, results, f"{time.perf_counter() - start:.1f}")


async def main():
    print(await sync_to_async(query)(4))
    print(one_thread.__name__, one_thread.__doc__, iscoroutinefunction(one_thread), iscoroutinefunction(query))
    await timed("one thread", [one_thread(n) for n in range(3)])
    await timed("any thread", [any_thread(n) for n in range(3)])


asyncio.run(main())
