import asyncio

asyncio.run(asyncio.sleep(0))
for make in (asyncio.get_event_loop, asyncio.get_running_loop, asyncio.Future, asyncio.current_task):
    try:
        print(make())
    except RuntimeError as error:
        print(error)
asyncio.set_event_loop(asyncio.new_event_loop())
loop = asyncio.get_event_loop()
print(loop.run_until_complete(asyncio.sleep(0.1, "done")))
loop.close()
