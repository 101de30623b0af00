# In debug mode handles and futures know the calls that made them, those of the loop among them.
import asyncio


def calls(made):
    return " ".join(call.name for call in made._source_traceback)


async def child():
    await asyncio.sleep(0.1)


async def main():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 10
    task = asyncio.create_task(child())
    print("task", calls(task))
    future = loop.create_future()
    print("future", calls(future))
    print("timer", calls(loop.call_later(1, print)))

    def callback():
        print("gather", calls(asyncio.gather(asyncio.sleep(0), asyncio.sleep(0))))
        handle = loop.call_soon(future.set_result, None)
        print("handle", calls(handle))
        handle.cancel()
        future.add_done_callback(lambda done: print("done", calls(done)))
        future.set_result(None)

    loop.call_soon(callback)
    await future
    await task


asyncio.run(main(), debug=True)
