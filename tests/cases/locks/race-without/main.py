import asyncio

balance = 100


async def withdraw(amount):
    global balance
    seen = balance
    if seen >= amount:
        await asyncio.sleep(0.05)
        balance = seen - amount
        print("took", amount, "left", balance)


async def careful(amount, lock):
    async with lock:
        await withdraw(amount)


async def main():
    global balance
    await asyncio.gather(withdraw(80), withdraw(70))
    print(balance)
    balance = 100
    lock = asyncio.Lock()
    await asyncio.gather(careful(80, lock), careful(70, lock))
    print(balance)


asyncio.run(main())
