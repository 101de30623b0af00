import asyncio


async def main():
    semaphore = asyncio.BoundedSemaphore(1)
    print(semaphore.locked())
    await semaphore.acquire()
    print(semaphore.locked())
    semaphore.release()
    try:
        semaphore.release()
    except ValueError as error:
        print(error)
    loose = asyncio.Semaphore(0)
    waiting = asyncio.create_task(loose.acquire())
    await asyncio.sleep(0)
    loose.release()
    loose.release()
    print(await waiting, loose.locked())
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print(error)


asyncio.run(main())
