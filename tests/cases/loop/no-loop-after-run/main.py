import asyncio


async def nothing():
    pass


asyncio.run(nothing())
try:
    asyncio.get_event_loop()
except RuntimeError as error:
    print(error)
for wrong in (lambda: asyncio.ensure_future(nothing()), lambda: asyncio.gather(nothing()), asyncio.get_running_loop):
    try:
        wrong()
    except RuntimeError as error:
        print(error)
try:
    asyncio.create_task(nothing())
except RuntimeError as error:
    print(error)
