"""A pool whose workers finish what they hold when the service is told to stop."""

import asyncio


class Pool:
    def __init__(self, size):
        self.queue = asyncio.Queue()
        self.stopping = asyncio.Event()
        self.workers = [
            asyncio.create_task(self.work(), name=f"worker-{number}") for number in range(size)
        ]
        self.done = []

    async def work(self):
        name = asyncio.current_task().get_name()
        while True:
            try:
                item = await self.queue.get()
            except asyncio.QueueShutDown:
                print(f"{name}: no more work")
                return
            try:
                print(f"{name}: begins {item}")
                await asyncio.sleep(0.1 * item)
                self.done.append(item)
                print(f"{name}: ends {item}")
            except asyncio.CancelledError:
                print(f"{name}: gives up {item}")
                raise
            finally:
                self.queue.task_done()

    async def close(self, patience):
        self.queue.shutdown()
        try:
            async with asyncio.timeout(patience):
                await self.queue.join()
        except TimeoutError:
            print("out of patience")
            for worker in self.workers:
                worker.cancel()
        results = await asyncio.gather(*self.workers, return_exceptions=True)
        return [type(result).__name__ for result in results]


async def main():
    for patience in (1, 0.25):
        pool = Pool(2)
        for item in (1, 2, 3, 1):
            await pool.queue.put(item)
        await asyncio.sleep(0.15)
        print("results", await pool.close(patience), pool.done)
        try:
            pool.queue.put_nowait(9)
        except asyncio.QueueShutDown as error:
            print("refused", repr(error))


asyncio.run(main())
