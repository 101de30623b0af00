import asyncio


async def fill(
    shelf: asyncio.Queue[str],
    *names: str,
) -> None:
    for name in names:
        await shelf.put(name)


asyncio.run(fill(asyncio.Queue(), "tea", "milk"))
print("filled")


async def clear(
    shelf: asyncio.Queu,
) -> list[str]:
    return [shelf.get_nowait() for _ in range(shelf.qsize())]


asyncio.run(clear(asyncio.Queue()))
