# title: Whoever answers first
# topic: Many at once
# watch: Three libraries look for the same book. wait() returns as soon as the first of them is done; the others are still at it, and have to be called off by hand.

import asyncio


async def search(library, seconds, shelf):
    try:
        await asyncio.sleep(seconds)
        return f"{library}, shelf {shelf}"
    except asyncio.CancelledError:
        print(f"{library}: search called off")
        raise


async def main():
    searches = [
        asyncio.create_task(search("City library", 1.4, "C7"), name="city"),
        asyncio.create_task(search("University", 0.8, "Q143"), name="university"),
        asyncio.create_task(search("Village school", 1.1, "2"), name="school"),
    ]

    done, pending = await asyncio.wait(
        searches, return_when=asyncio.FIRST_COMPLETED
    )
    print("Found:", done.pop().result())
    print("Still searching:", len(pending))

    for task in searches:
        task.cancel()  # Does nothing to one that is done.
    await asyncio.wait(pending)
    print("All quiet")


asyncio.run(main())
