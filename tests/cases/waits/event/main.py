import asyncio


async def runner(name, start):
    await start.wait()
    print(name, "runs")


async def main():
    start = asyncio.Event()
    runners = [asyncio.create_task(runner(name, start), name=name) for name in ("one", "two")]
    await asyncio.sleep(0.1)
    start.set()
    await asyncio.gather(*runners)


asyncio.run(main())
