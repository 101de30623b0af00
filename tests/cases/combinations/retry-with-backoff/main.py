import asyncio


class Flaky:
    def __init__(self, failures):
        self.failures = failures

    async def call(self):
        await asyncio.sleep(0.01)
        if self.failures:
            self.failures -= 1
            raise ConnectionError(f"{self.failures} more to come")
        return "connected"


async def retry(function, *, attempts, base):
    for attempt in range(attempts):
        try:
            return await function()
        except ConnectionError as error:
            if attempt == attempts - 1:
                raise
            delay = base * 2**attempt
            print(f"attempt {attempt + 1}: {error}; again in {delay:.2f}")
            await asyncio.sleep(delay)


async def main():
    print(await retry(Flaky(3).call, attempts=5, base=0.05))
    try:
        await retry(Flaky(9).call, attempts=2, base=0.05)
    except ConnectionError as error:
        print("gave up:", error)


asyncio.run(main())
