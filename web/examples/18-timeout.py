# title: Waiting, but not for ever
# topic: Timeouts and cancellation
# watch: The second bus is late. When the patience is used up, the timeout cancels the waiting at that very line and turns the cancellation into a TimeoutError. wait_for does the same for a single thing.

import asyncio


async def bus(number, minutes):
    await asyncio.sleep(minutes / 10)
    print(f"Bus {number} is here")
    return number


async def main():
    async with asyncio.timeout(1.0):
        await bus(7, minutes=6)
        print("Lucky: it came in time")

    try:
        async with asyncio.timeout(1.0):
            await bus(12, minutes=25)
            print("This line is never reached")
    except TimeoutError:
        print("Never mind, I'll walk")

    taxi = asyncio.create_task(bus("called taxi", minutes=20), name="taxi")
    try:
        await asyncio.wait_for(taxi, timeout=0.8)
    except TimeoutError:
        print(f"No taxi either. Cancelled: {taxi.cancelled()}")


asyncio.run(main())
