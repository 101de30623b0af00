# title: Cancelled, but tidy
# topic: Timeouts and cancellation
# watch: cancel() doesn't stop anybody by itself: it raises CancelledError at the line at which the task waits. The painter's finally block runs, even with an await in it, before the lane ends as cancelled.

import asyncio


async def paint(room):
    print(f"Ladder up in the {room}")
    try:
        for wall in ["north", "east", "south", "west"]:
            await asyncio.sleep(0.5)
            print(f"The {wall} wall is blue")
    finally:
        print("Washing the brushes")
        await asyncio.sleep(0.4)
        print("Ladder down")


async def main():
    painter = asyncio.create_task(paint("kitchen"), name="painter")

    await asyncio.sleep(1.2)
    print("The landlord calls: stop!")
    painter.cancel("the landlord says no")

    try:
        await painter
    except asyncio.CancelledError as stopped:
        print(f"Stopped, because {stopped}")

    print("painter.cancelled() is", painter.cancelled())


asyncio.run(main())
