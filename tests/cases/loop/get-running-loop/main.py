import asyncio

try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)


async def main():
    loop = asyncio.get_running_loop()
    print(loop is asyncio.get_event_loop(), loop.is_running())
    return loop


loop = asyncio.run(main())
print(loop.is_running(), loop.is_closed())
