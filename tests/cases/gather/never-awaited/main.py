import asyncio


async def work(n):
    print("works", n)


async def main():
    asyncio.gather(work(1), work(2))
    await asyncio.sleep(0)
    asyncio.gather(work(3))
    print("main ends")


asyncio.run(main())
group = asyncio.gather(work(4)) if False else None
print(group)
