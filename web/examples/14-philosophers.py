# title: Five philosophers, five forks
# topic: Locks
# watch: Each needs two forks and shares both with a neighbour. Everyone reaches for the fork with the lower number first: that is what saves them from waiting in a circle for ever.

import asyncio


async def philosopher(name, first, second, forks, thinks, eats):
    await asyncio.sleep(thinks)
    print(f"{name} is hungry")
    async with forks[first]:
        async with forks[second]:
            print(f"{name} eats with forks {first} and {second}")
            await asyncio.sleep(eats)
    print(f"{name} is full")


async def main():
    forks = [asyncio.Lock() for _ in range(5)]
    guests = [
        ("Hypatia", 0.1, 0.9),
        ("Laozi", 0.2, 0.7),
        ("Socrates", 0.3, 0.65),
        ("Arendt", 0.4, 1.05),
        ("Kant", 0.5, 0.8),
    ]
    async with asyncio.TaskGroup() as table:
        for seat, (name, thinks, eats) in enumerate(guests):
            first, second = sorted([seat, (seat + 1) % 5])
            table.create_task(
                philosopher(name, first, second, forks, thinks, eats), name=name
            )
    print("Not a single argument")


asyncio.run(main())
