import asyncio


async def main():
    loop = asyncio.get_running_loop()
    other = asyncio.new_event_loop()
    for method in (loop.close, lambda: loop.run_until_complete(loop.create_future())):
        try:
            method()
        except RuntimeError as error:
            print(error)
    print(loop.is_running(), other.is_running())
    other.close()


asyncio.run(main())
