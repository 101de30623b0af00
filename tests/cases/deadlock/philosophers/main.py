import asyncio


class Philosopher:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    async def eat(self):
        async with self.left:
            await asyncio.sleep(1)
            async with self.right:
                print("eats")


async def main():
    forks = [asyncio.Lock() for _ in range(9)]
    table = [Philosopher(forks[seat], forks[(seat + 1) % 9]) for seat in range(9)]
    await asyncio.gather(*(philosopher.eat() for philosopher in table))


asyncio.run(main())
