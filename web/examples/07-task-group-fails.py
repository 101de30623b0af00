# title: A task group in which one fails
# topic: Many at once
# watch: The moment the sugar raises, the group cancels everyone who is still at work: each gets a CancelledError at its await and may clean up on the way out. Then main gets the exceptions in one group, to be sorted by except*.

import asyncio


async def buy(what, seconds):
    try:
        await asyncio.sleep(seconds)
        print(f"{what}: in the basket")
    except asyncio.CancelledError:
        await asyncio.sleep(seconds / 5)  # The way back to the shelf.
        print(f"{what}: put back")
        raise


async def buy_sugar():
    await asyncio.sleep(0.6)
    raise LookupError("no sugar in the whole town")


async def bake():
    async with asyncio.TaskGroup() as shopping:
        shopping.create_task(buy("Eggs", 0.3), name="eggs")
        shopping.create_task(buy("Flour", 1.0), name="flour")
        shopping.create_task(buy_sugar(), name="sugar")
        shopping.create_task(buy("Plums", 1.6), name="plums")
    print("This line is never reached")


async def main():
    try:
        await bake()
    except* LookupError as group:
        for error in group.exceptions:
            print(f"No cake today: {error}")


asyncio.run(main())
