import asyncio


async def tell(words: list[str], *, most: asyncio.Queue | None = None) -> None:
    print(*words, most is 1, "\d")


asyncio.run(tell(["tea"]))
