# title: gather when one of them fails
# topic: Many at once
# watch: Two parcels are lost on the way. With return_exceptions=True their exceptions are handed over like results, and nobody else's delivery is disturbed; without it, the first failure reaches main while the others are still on the road.

import asyncio


async def deliver(parcel, seconds, lost=False):
    await asyncio.sleep(seconds)
    if lost:
        raise LookupError(f"{parcel} is lost")
    print(f"{parcel} delivered")
    return parcel


async def main():
    print("Patient:")
    results = await asyncio.gather(
        deliver("books", 0.3),
        deliver("vase", 0.5, lost=True),
        deliver("cheese", 0.7),
        deliver("map", 0.9, lost=True),
        return_exceptions=True,
    )
    for result in results:
        print("  ", repr(result))

    print("Impatient:")
    try:
        await asyncio.gather(
            deliver("violin", 0.4, lost=True),
            deliver("hat", 0.8),
        )
    except LookupError as error:
        print(f"   {error}, says main, and doesn't wait for the rest")

    await asyncio.sleep(0.6)  # The hat is still on its way.


asyncio.run(main())
