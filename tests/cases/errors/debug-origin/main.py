import asyncio


async def forgotten():
    pass


def makes():
    return forgotten()


async def main():
    made = makes()
    del made


asyncio.run(main(), debug=True)
