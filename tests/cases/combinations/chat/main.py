import asyncio


class Room:
    def __init__(self):
        self.people = {}

    async def join(self, name, lines):
        inbox = self.people[name] = asyncio.Queue()
        reader = asyncio.create_task(self.read(name, inbox), name=f"{name} reads")
        for pause, text in lines:
            await asyncio.sleep(pause)
            for other, box in self.people.items():
                if other != name:
                    await box.put(f"{name}: {text}")
        await asyncio.sleep(0.05)
        del self.people[name]
        reader.cancel()
        await asyncio.gather(reader, return_exceptions=True)
        print(f"* {name} left")

    async def read(self, name, inbox):
        while True:
            print(f"[{name}] {await inbox.get()}")


async def main():
    room = Room()
    async with asyncio.TaskGroup() as group:
        group.create_task(room.join("Ada", [(0.02, "hello"), (0.2, "bye")]), name="Ada")
        group.create_task(room.join("Bob", [(0.1, "hi Ada")]), name="Bob")


asyncio.run(main())
