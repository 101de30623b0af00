# As older tutorials begin: without a loop, get_event_loop makes one (and warns).
import asyncio


async def hello():
    await asyncio.sleep(0.01)
    print("hello")


loop = asyncio.get_event_loop()
loop.run_until_complete(hello())
print(asyncio.get_event_loop() is loop)
loop.close()
