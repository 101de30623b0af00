import asyncio


async def main():
    lock = asyncio.Lock()
    print(await lock.acquire(), lock.locked(), repr(lock).rsplit("[", 1)[1])
    waiter = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    print(repr(lock).rsplit("[", 1)[1])
    lock.release()
    print(lock.locked())
    print(await waiter, lock.locked())
    lock.release()
    try:
        lock.release()
    except RuntimeError as error:
        print(error)
    try:
        with lock:
            pass
    except TypeError:
        print("with isn't async with")


asyncio.run(main())
