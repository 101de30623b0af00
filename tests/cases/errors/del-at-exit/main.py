import asyncio
import atexit


class Resource:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        farewell(self.name)


def farewell(name):
    print("goodbye", name)


atexit.register(print, "exit handler")
kept = Resource("kept")


async def main():
    Resource("dropped")
    held = Resource("held")
    await asyncio.sleep(0)


asyncio.run(main())
print("end")
