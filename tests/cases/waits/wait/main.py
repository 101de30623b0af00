import asyncio


async def runner(seconds):
    await asyncio.sleep(seconds)
    return seconds


async def main():
    runners = [asyncio.create_task(runner(seconds)) for seconds in (0.3, 0.1)]
    done, pending = await asyncio.wait(runners, return_when=asyncio.FIRST_COMPLETED)
    print([task.result() for task in done], len(pending))
    for next_one in asyncio.as_completed(pending):
        print(await next_one)


asyncio.run(main())
