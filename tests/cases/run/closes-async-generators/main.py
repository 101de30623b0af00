import asyncio


async def numbers():
    try:
        for number in range(10):
            yield number
    finally:
        print("the generator is closed")


kept = numbers()


async def main():
    async for number in kept:
        print(number)
        if number == 1:
            break
    print("main returns")


asyncio.run(main())
print("over")
