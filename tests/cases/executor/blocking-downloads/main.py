# The tutorials' comparison: one after another, then in threads.
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

PAGES = {"index": 0.3, "about": 0.2, "news": 0.4, "contact": 0.1}


def get(page):
    time.sleep(PAGES[page])
    return f"<{page}>"


def measured(how, call):
    start = time.perf_counter()
    result = call()
    print(f"{how}: {time.perf_counter() - start:.1f} s", result)


async def in_executor():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=2) as pool:
        return await asyncio.gather(*(loop.run_in_executor(pool, get, page) for page in PAGES))


async def to_thread():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(asyncio.to_thread(get, page)) for page in PAGES]
    return [task.result() for task in tasks]


def pooled():
    with ThreadPoolExecutor() as pool:
        return list(pool.map(get, PAGES))


measured("one by one", lambda: [get(page) for page in PAGES])
measured("two threads", lambda: asyncio.run(in_executor()))
measured("to_thread", lambda: asyncio.run(to_thread()))
measured("pool.map", pooled)
