import asyncio


async def work(n):
    return n


group = asyncio.gather(work(1), work(2))
print(type(group).__name__, group.done())
