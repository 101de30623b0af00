import asyncio
async def main():
    q = asyncio.Queue(2)
    async def getter(n):
        try:
            while True:
                print(n, await q.get()); q.task_done()
        except asyncio.QueueShutDown as e: print(n, "shut", repr(e))
    async def putter():
        try:
            for i in range(10): await q.put(i)
        except asyncio.QueueShutDown: print("putter shut")
    tasks = [asyncio.create_task(getter(n)) for n in "ab"]
    p = asyncio.create_task(putter())
    await asyncio.sleep(0.01)
    q.shutdown()
    await asyncio.gather(*tasks, p)
    for f in (q.get_nowait, lambda: q.put_nowait(1)):
        try: f()
        except asyncio.QueueShutDown as e: print(repr(e))
    q = asyncio.PriorityQueue(); [q.put_nowait(i) for i in (3,1,2)]
    q.shutdown(immediate=True)
    try: await q.get()
    except asyncio.QueueShutDown: print("gone", q.qsize())
    await q.join(); print(q)
asyncio.run(main())
