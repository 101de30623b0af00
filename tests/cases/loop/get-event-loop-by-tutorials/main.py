# What tutorials for older Pythons do at the top level.
import asyncio


async def say(what, delay):
    await asyncio.sleep(delay)
    print(what)
    return what


loop = asyncio.get_event_loop()
print(loop.is_running(), loop is asyncio.get_event_loop())
print(loop.run_until_complete(say("hello", 0.1)))
tasks = [loop.create_task(say("b", 0.2)), asyncio.ensure_future(say("a", 0.1), loop=loop)]
print(loop.run_until_complete(asyncio.wait(tasks))[0] == set(tasks))
print(loop.run_until_complete(asyncio.gather(say("c", 0.1), say("d", 0))))
future = loop.create_future()
loop.call_later(0.1, future.set_result, "set")
print(loop.run_until_complete(future))
asyncio.ensure_future(say("e", 0.1))
loop.call_later(0.2, loop.stop)
loop.run_forever()
loop.close()
