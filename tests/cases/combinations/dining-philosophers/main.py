import asyncio


async def philosopher(name, first, second, meals):
    for meal in range(2):
        async with first:
            async with second:
                print(name, "eats", meal)
                await asyncio.sleep(meals)
    print(name, "leaves")


async def main():
    forks = [asyncio.Lock() for _ in range(5)]
    async with asyncio.TaskGroup() as table:
        for seat, eats in enumerate((0.05, 0.12, 0.07, 0.2, 0.03)):
            left, right = sorted((seat, (seat + 1) % 5))
            table.create_task(philosopher(f"p{seat}", forks[left], forks[right], eats))


asyncio.run(main())
