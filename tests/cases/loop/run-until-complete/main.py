import asyncio


async def answer():
    await asyncio.sleep(0.05)
    return 42


async def fail():
    raise ValueError("no")


loop = asyncio.new_event_loop()
print(loop.run_until_complete(answer()))
try:
    loop.run_until_complete(fail())
except ValueError as error:
    print("caught", error)

task = loop.create_task(answer(), name="kept")
print(loop.run_until_complete(task) == task.result())

future = loop.create_future()
loop.call_later(0.05, future.set_result, "set by a timer")
print(loop.run_until_complete(future))
loop.close()
