# A monitor of the kind that counts callbacks: it takes the place of `Handle._run`.
import asyncio

original = asyncio.Handle._run
counts = {}


def monitored(handle):
    name = getattr(handle._callback, "__qualname__", type(handle._callback).__name__)
    counts[name] = counts.get(name, 0) + 1
    return original(handle)


class Loud(asyncio.Handle):
    def _run(self):
        print("loud")
        super()._run()


def tell(text):
    print("told", text)


async def worker(number):
    await asyncio.sleep(0.1 * number)
    print("worker", number)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(tell, "soon")
    loop.call_later(0.15, tell, "later")
    await asyncio.gather(*(worker(number) for number in range(3)))
    Loud(tell, ("by hand",), loop)._run()


asyncio.Handle._run = monitored
try:
    asyncio.run(main())
finally:
    asyncio.Handle._run = original
print({name: count for name, count in counts.items() if name == "tell"})
asyncio.run(worker(1))
print(counts["tell"])
