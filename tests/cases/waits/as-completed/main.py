import asyncio


async def runner(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def main():
    names = ["a", "b", "c", "d"]
    runners = [asyncio.create_task(runner(name, 0.1 * (3 + place)), name=name) for place, name in enumerate(names)]
    done, pending = await asyncio.wait(runners, return_when=asyncio.FIRST_COMPLETED, timeout=1)
    print("first:", [task.result() for task in done], len(pending))
    done, pending = await asyncio.wait(pending, timeout=0.05)
    print("in time:", len(done), len(pending))
    async for task in asyncio.as_completed(pending, timeout=2):
        print("then:", await task)


asyncio.run(main())
