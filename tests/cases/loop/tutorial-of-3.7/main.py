"""How tutorials for Python 3.7 begin: a loop by hand, futures, callbacks and gather at the top."""

import asyncio
import functools
import time

loop = asyncio.get_event_loop()


async def download(name, seconds):
    print(f"{name} begins")
    await asyncio.sleep(seconds)
    print(f"{name} ends")
    return len(name)


def report(label, future):
    print(label, "got", future.result())


def compute(future, value):
    future.set_result(value * 2)
    return "ignored"


print("one:", loop.run_until_complete(download("one", 0.05)))

tasks = [asyncio.ensure_future(download(name, delay), loop=loop) for name, delay in (("aa", 0.1), ("b", 0.05))]
for task in tasks:
    task.add_done_callback(functools.partial(report, "callback"))
done, pending = loop.run_until_complete(asyncio.wait(tasks))
print(sorted(task.result() for task in done), pending)

everything = asyncio.gather(download("ccc", 0.1), download("dddd", 0.05), loop.create_task(download("e", 0)))
print(loop.run_until_complete(everything))

future = loop.create_future()
loop.call_soon(compute, future, 21)
print(loop.run_until_complete(future))

loop.call_later(0.1, print, "later")
loop.call_at(loop.time() + 0.05, print, "at")
loop.call_soon(print, "soon")
loop.call_later(0.15, loop.stop)
loop.run_forever()


async def blocking():
    start = loop.time()
    await asyncio.gather(*(loop.run_in_executor(None, time.sleep, 0.1) for _ in range(3)))
    return f"{loop.time() - start:.1f}"


print("blocking:", loop.run_until_complete(blocking()))


def first_done(*futures):
    return loop.run_until_complete(asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED))


done, pending = first_done(*[loop.create_task(download(name, delay)) for name, delay in (("x", 0.05), ("yy", 9))])
print(len(done), len(pending))
for task in pending:
    task.cancel()
loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))
try:
    loop.run_until_complete(asyncio.wait_for(download("z", 9), timeout=0.05))
except asyncio.TimeoutError:
    print("z gave up")
for outdated in ("coroutine", "JoinableQueue", "async"):
    print(outdated, hasattr(asyncio, outdated))
try:
    asyncio.sleep(1, loop=loop)
except TypeError as error:
    print(error)
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()
print(loop.is_closed(), loop.is_running())
