"""A traffic light for pedestrians: states as coroutines, events that interrupt waiting."""

import asyncio
from enum import StrEnum


class Light(StrEnum):
    RED = "red"
    GREEN = "green"
    BLINKING = "blinking"


class Crossing:
    def __init__(self):
        self.state = Light.RED
        self.changed = asyncio.Condition()
        self.button = asyncio.Event()
        self.history = []

    async def become(self, state):
        async with self.changed:
            self.history.append(f"{self.state}->{state}")
            self.state = state
            self.changed.notify_all()

    async def wait_for(self, state):
        async with self.changed:
            await self.changed.wait_for(lambda: self.state is state)

    async def red(self):
        try:
            await asyncio.wait_for(self.button.wait(), 0.5)
            print("button")
        except TimeoutError:
            print("nobody pressed")
        self.button.clear()
        return Light.GREEN

    async def green(self):
        await asyncio.sleep(0.15)
        self.button.clear()
        return Light.BLINKING

    async def blinking(self):
        for on in True, False, True:
            print("*" if on else ".", end="", flush=True)
            await asyncio.sleep(0.02)
        print()
        return Light.RED

    async def run(self, steps):
        for _ in range(steps):
            await self.become(await getattr(self, self.state)())


async def pedestrian(name, crossing, arrives):
    await asyncio.sleep(arrives)
    crossing.button.set()
    await crossing.wait_for(Light.GREEN)
    print(f"{name} crosses")


async def main():
    crossing = Crossing()
    async with asyncio.TaskGroup() as group:
        group.create_task(crossing.run(9))
        for name, arrives in ("Ann", 0.05), ("Bob", 0.1), ("Cy", 1.0):
            group.create_task(pedestrian(name, crossing, arrives))
    print(*crossing.history, sep="\n")
    print(list(Light), Light("green"), repr(Light.RED), f"{Light.RED:>6}|")
    try:
        Light("yellow")
    except ValueError as error:
        print(error)


asyncio.run(main())
