"""Requests are gathered into batches: by number, or when the first has waited long enough."""

import asyncio


class Batcher:
    def __init__(self, work, size, patience):
        self.work, self.size, self.patience = work, size, patience
        self.queue = asyncio.Queue()
        self.task = None

    async def __aenter__(self):
        self.task = asyncio.create_task(self._run(), name="batcher")
        return self

    async def __aexit__(self, *_):
        await self.queue.join()
        self.task.cancel()
        await asyncio.wait([self.task])

    async def ask(self, question):
        future = asyncio.get_running_loop().create_future()
        await self.queue.put((question, future))
        return await future

    async def _run(self):
        while True:
            batch = [await self.queue.get()]
            try:
                async with asyncio.timeout(self.patience):
                    while len(batch) < self.size:
                        batch.append(await self.queue.get())
            except TimeoutError:
                pass
            questions = [question for question, future in batch if not future.done()]
            try:
                answers = await self.work(questions)
            except Exception as error:
                for _, future in batch:
                    if not future.done():
                        future.set_exception(error)
            else:
                given = iter(answers)
                for _, future in batch:
                    if not future.done():
                        future.set_result(next(given))
            for _ in batch:
                self.queue.task_done()


async def work(questions):
    print("batch", questions)
    await asyncio.sleep(0.05)
    if 13 in questions:
        raise ValueError("13 brings bad luck")
    return [question * 10 for question in questions]


async def main():
    async with Batcher(work, 3, 0.1) as batcher:
        print(await asyncio.gather(*map(batcher.ask, range(7))))
        late = asyncio.create_task(batcher.ask(8))
        await asyncio.sleep(0.04)
        gone = asyncio.create_task(batcher.ask(9))
        await asyncio.sleep(0)
        gone.cancel()
        print(await late)
        results = await asyncio.gather(batcher.ask(12), batcher.ask(13), return_exceptions=True)
        print(results, results[0] is results[1])
    print(batcher.task)


asyncio.run(main())
