import asyncio


async def worker(letters):
    while True:
        letter = await letters.get()
        await asyncio.sleep(0.1)
        print("sent", letter)
        letters.task_done()


async def main():
    letters = asyncio.Queue()
    for letter in "ab":
        letters.put_nowait(letter)
    works = asyncio.create_task(worker(letters), name="worker")
    await letters.join()
    print("all sent")
    works.cancel()


asyncio.run(main())
