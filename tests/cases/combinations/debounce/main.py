import asyncio


class Debounced:
    def __init__(self, wait, function):
        self.wait, self.function, self.handle = wait, function, None

    def __call__(self, *args):
        if self.handle:
            self.handle.cancel()
        self.handle = asyncio.get_running_loop().call_later(self.wait, self.function, *args)


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    search = Debounced(0.1, lambda text: print(f"{loop.time() - start:.2f}"[:3], "search", text))
    for text, pause in (("a", 0.05), ("as", 0.05), ("asy", 0.2), ("async", 0.05), ("asyncio", 0.2)):
        search(text)
        await asyncio.sleep(pause)


asyncio.run(main())
