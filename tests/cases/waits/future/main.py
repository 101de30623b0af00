import asyncio


async def waits(answer):
    print("the answer is", await answer)


async def main():
    answer = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(waits(answer), name="waits")
    await asyncio.sleep(0.1)
    answer.set_result(42)
    await task


asyncio.run(main())
