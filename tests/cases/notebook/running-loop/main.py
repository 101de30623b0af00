import asyncio

loop = asyncio.get_running_loop()
print(loop.is_running(), asyncio.get_event_loop() is loop)


async def main():
    return "never"


coro = main()
try:
    asyncio.run(coro)
except RuntimeError as error:
    print(error)
coro.close()
await asyncio.sleep(0)
print("instead:", await asyncio.sleep(0.01, "await it"))
