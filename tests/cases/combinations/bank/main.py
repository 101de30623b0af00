import asyncio
import random


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = asyncio.Lock()


async def transfer(source, target, amount, delay):
    await asyncio.sleep(delay)
    first, second = sorted((source, target), key=id_of)
    async with first.lock, second.lock:
        if source.balance < amount:
            return False
        before = source.balance
        await asyncio.sleep(0.001)
        source.balance = before - amount
        target.balance += amount
        return True


accounts = [Account(100) for _ in range(4)]
id_of = accounts.index


async def main():
    random.seed(7)
    jobs = []
    for _ in range(30):
        source, target = random.sample(accounts, 2)
        jobs.append(transfer(source, target, random.randint(1, 20), 0))
    done = await asyncio.gather(*jobs)
    print(sum(account.balance for account in accounts), len(done))


asyncio.run(main())
