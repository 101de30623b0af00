# title: A task group keeps its people together
# topic: Many at once
# watch: The crew's lanes begin inside the block, and main can't leave the block before the last of them is done. Even the cook, who was called in late by somebody else, is waited for.

import asyncio


async def work(who, what, seconds):
    print(f"{who} begins to {what}")
    await asyncio.sleep(seconds)
    print(f"{who} is done")


async def captain(crew):
    await asyncio.sleep(0.6)
    print("The captain is hungry")
    crew.create_task(work("The cook", "fry fish", 1.0), name="cook")


async def main():
    async with asyncio.TaskGroup() as crew:
        crew.create_task(work("The mate", "set the sails", 1.2), name="mate")
        crew.create_task(work("The boy", "scrub the deck", 0.8), name="boy")
        crew.create_task(captain(crew), name="captain")
        print("All orders are given")

    print("All hands are free: we can leave the harbour")


asyncio.run(main())
