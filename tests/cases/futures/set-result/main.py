import asyncio


async def waiter(name, future):
    print(name, "waits")
    print(name, "got", await future)


async def main():
    future = asyncio.get_running_loop().create_future()
    tasks = [asyncio.create_task(waiter(n, future)) for n in ("a", "b")]
    await asyncio.sleep(0.05)
    print(future.done())
    future.set_result("news")
    print(future.done(), future.result())
    await asyncio.wait(tasks)
    print(await future)


asyncio.run(main())
