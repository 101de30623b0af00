# A blocking download reports its progress to the loop.
import asyncio
import time


def download(name, report):
    for percent in (25, 50, 75, 100):
        time.sleep(0.1)
        report(name, percent)
    return f"{name} saved"


async def main():
    loop = asyncio.get_running_loop()
    progress = asyncio.Queue()

    def report(name, percent):
        loop.call_soon_threadsafe(progress.put_nowait, (name, percent))

    job = loop.run_in_executor(None, download, "cat.jpg", report)
    while not job.done():
        try:
            print(*await asyncio.wait_for(progress.get(), 0.15))
        except TimeoutError:
            pass
    print(await job)


asyncio.run(main())
