import asyncio


async def slow():
    await asyncio.sleep(1)


async def main():
    answer = asyncio.get_running_loop().create_future()
    try:
        await asyncio.wait_for(answer, 0.1)
    except TimeoutError:
        print("no answer", answer.cancelled())
    work = asyncio.create_task(slow(), name="work")
    try:
        await asyncio.wait_for(asyncio.shield(work), 0.2)
    except TimeoutError:
        print("still at work", work.done())
    try:
        await asyncio.wait_for(work, 0.3)
    except TimeoutError:
        print("gave up", work.cancelled())


asyncio.run(main())
