import asyncio

other = asyncio.new_event_loop()
future = other.create_future()


async def main():
    try:
        await future
    except RuntimeError as error:
        print(str(error).split("<")[0], "...", str(error).rsplit(">", 1)[1])


asyncio.run(main())
other.close()
