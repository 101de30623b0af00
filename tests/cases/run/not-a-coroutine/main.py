import asyncio


async def main():
    pass


for thing in (main, 3, None):
    try:
        asyncio.run(thing)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])
