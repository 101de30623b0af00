# title: A race, and the lock that ends it
# topic: Locks
# watch: In the first half all three read the balance before anyone writes it, and two coins vanish. In the second half each waits for the lock: a staircase, slower and right.

import asyncio

balance = 0


async def drop_coin(seconds):
    global balance
    seen = balance  # Look into the piggy bank ...
    await asyncio.sleep(seconds)  # ... think of something else for a moment ...
    balance = seen + 1  # ... and write down what you saw, plus one.
    print(f"  I saw {seen}, so now there are {balance}")


async def drop_coin_carefully(seconds, lock):
    async with lock:
        await drop_coin(seconds)


async def main():
    global balance

    print("Everybody at once:")
    async with asyncio.TaskGroup() as family:
        for name, seconds in [("Ida", 0.5), ("Max", 0.3), ("Pia", 0.7)]:
            family.create_task(drop_coin(seconds), name=name)
    print(f"3 coins were dropped, the bank says {balance}")

    balance = 0
    lock = asyncio.Lock()
    print("One at a time:")
    async with asyncio.TaskGroup() as family:
        for name, seconds in [("Ida", 0.5), ("Max", 0.3), ("Pia", 0.7)]:
            family.create_task(drop_coin_carefully(seconds, lock), name=name)
    print(f"3 coins were dropped, the bank says {balance}")


asyncio.run(main())
