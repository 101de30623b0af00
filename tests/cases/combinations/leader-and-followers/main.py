"""Tasks elect a leader by a lock; it renews a lease; when it fails another takes over."""

import asyncio
from dataclasses import dataclass, field


@dataclass
class Cluster:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    lease: float = 0.0
    leader: str | None = None
    terms: list = field(default_factory=list)
    elected: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def lead(self, name):
        async with self.elected:
            self.leader = name
            self.terms.append(name)
            self.elected.notify_all()

    async def follow(self, known):
        async with self.elected:
            await self.elected.wait_for(lambda: self.leader != known)
            return self.leader


async def node(name, cluster, work, crashes):
    async with cluster.lock:
        await cluster.lead(name)
        try:
            while not work.empty():
                item = work.get_nowait()
                await asyncio.sleep(0.02)
                if item in crashes:
                    crashes.remove(item)
                    work.put_nowait(item)
                    raise RuntimeError(f"{name} crashed at {item}")
                print(f"{name} did {item}")
        finally:
            if cluster.leader == name:
                cluster.leader = None
    return name


async def observer(cluster, seen):
    known = None
    while True:
        known = await cluster.follow(known)
        seen.append(known)


async def main():
    cluster, work, seen = Cluster(), asyncio.Queue(), []
    for item in range(6):
        work.put_nowait(item)
    crashes = {1, 4}
    watching = asyncio.create_task(observer(cluster, seen))
    nodes = [asyncio.create_task(node(name, cluster, work, crashes), name=name) for name in "abcd"]
    results = await asyncio.gather(*nodes, return_exceptions=True)
    print(results)
    print(cluster.terms, seen, cluster.lock.locked())
    watching.cancel()
    await asyncio.wait([watching])
    print(watching.cancelled(), cluster.elected.locked(), work.qsize())
    try:
        async with asyncio.timeout(0.05), cluster.elected:
            await cluster.elected.wait()
    except TimeoutError:
        print("nobody notifies any more", cluster.elected.locked())


asyncio.run(main())
