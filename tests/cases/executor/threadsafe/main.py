import asyncio, threading, time, concurrent.futures
async def double(x):
    await asyncio.sleep(0.01)
    if x < 0: raise ValueError("negative")
    return 2 * x
async def main():
    loop = asyncio.get_running_loop()
    def thread():
        f = asyncio.run_coroutine_threadsafe(double(4), loop)
        print("thread got", f.result(1), type(f).__module__)
        f = asyncio.run_coroutine_threadsafe(double(-4), loop)
        try: f.result(1)
        except ValueError as e: print("thread", repr(e))
        f = asyncio.run_coroutine_threadsafe(asyncio.sleep(10), loop)
        try: f.result(0.05)
        except TimeoutError: print("timeout", f.cancel())
        try: asyncio.run_coroutine_threadsafe(7, loop)
        except TypeError as e: print(e)
    await asyncio.to_thread(thread)
    cf = concurrent.futures.Future()
    loop.call_later(0.01, cf.set_result, "wrapped")
    print(await asyncio.wrap_future(cf))
    print(asyncio.isfuture(cf), asyncio.isfuture(loop.create_future()), asyncio.iscoroutine(double), asyncio.iscoroutinefunction(double))
asyncio.run(main())
