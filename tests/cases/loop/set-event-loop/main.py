import asyncio

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop)


async def hello():
    await asyncio.sleep(0.01)
    return "hello"


print(asyncio.get_event_loop().run_until_complete(hello()))
loop.close()
asyncio.set_event_loop(None)
