# A job of the loop's pool waits for a lock that another job has kept.
import asyncio
import threading

lock = threading.Lock()


def take(name):
    lock.acquire()
    print(name, "has it")


async def main():
    await asyncio.to_thread(take, "one")
    await asyncio.to_thread(take, "two")


asyncio.run(main())
