import asyncio


async def main():
    condition = asyncio.Condition()
    for attempt in (condition.notify, condition.notify_all):
        try:
            attempt()
        except RuntimeError as error:
            print(error)
    try:
        await condition.wait()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
