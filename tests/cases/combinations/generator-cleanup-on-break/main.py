import asyncio
from contextlib import aclosing


async def lines(name):
    print("open", name)
    try:
        for n in range(5):
            await asyncio.sleep(0.01)
            yield f"{name}:{n}"
    finally:
        await asyncio.sleep(0.01)
        print("close", name)


async def first_match(name, wanted):
    async with aclosing(lines(name)) as source:
        async for line in source:
            if line.endswith(wanted):
                return line


async def main():
    print(await first_match("a", "2"))
    print(await first_match("b", "9"))


asyncio.run(main())
