"""Jobs by priority, then by age; urgent ones push ordinary ones back; some are withdrawn."""

import asyncio
import itertools
from dataclasses import dataclass, field
from enum import IntEnum


class Priority(IntEnum):
    URGENT = 0
    NORMAL = 5
    IDLE = 9


@dataclass(order=True)
class Job:
    priority: Priority
    number: int = field(default_factory=itertools.count(1).__next__)
    name: str = field(default="", compare=False)
    withdrawn: bool = field(default=False, compare=False, repr=False)


class Scheduler:
    def __init__(self):
        self.queue = asyncio.PriorityQueue()
        self.ran = []

    def submit(self, name, priority=Priority.NORMAL):
        job = Job(priority, name=name)
        self.queue.put_nowait(job)
        return job

    async def run(self):
        while True:
            job = await self.queue.get()
            try:
                if job.withdrawn:
                    print(f"skips {job.name}")
                    continue
                print(f"runs  {job.name:8} {job.priority.name}")
                await asyncio.sleep(0.05)
                self.ran.append(job)
            finally:
                self.queue.task_done()


async def main():
    scheduler = Scheduler()
    for name in "one", "two", "three":
        scheduler.submit(name)
    scheduler.submit("backup", Priority.IDLE)
    late = scheduler.submit("useless")
    runners = [asyncio.create_task(scheduler.run()) for _ in range(2)]
    await asyncio.sleep(0.02)
    late.withdrawn = True
    scheduler.submit("fire", Priority.URGENT)
    scheduler.submit("flood", 1)
    await scheduler.queue.join()
    print([job.number for job in scheduler.ran], scheduler.ran == sorted(scheduler.ran))
    print(max(scheduler.ran))
    for runner in runners:
        runner.cancel()
    print(await asyncio.gather(*runners, return_exceptions=True))

    # Without a number, equal priorities compare what can't be compared.
    queue = asyncio.PriorityQueue()
    await queue.put((1, {"name": "dict"}))
    try:
        await queue.put((1, {"name": "other"}))
    except TypeError as error:
        print(error, queue.qsize())


asyncio.run(main())
