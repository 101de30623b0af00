import asyncio


def note(label):
    return lambda future: print(label, future.result())


async def main():
    future = asyncio.get_running_loop().create_future()
    future.add_done_callback(note("one"))
    future.add_done_callback(note("two"))
    future.set_result("set")
    print("callbacks come in the next turn")
    await asyncio.sleep(0)
    print("here they came")


asyncio.run(main())
