import asyncio

HELP = """How to use it


async def main():
    print(HELP)


asyncio.run(main())
