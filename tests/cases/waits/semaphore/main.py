import asyncio

lift = asyncio.Semaphore(2)


async def ride(name):
    async with lift:
        print(name, "rides")
        await asyncio.sleep(0.1)


async def main():
    await asyncio.gather(*(ride(name) for name in ("Emil", "Fatma", "Greta")))


asyncio.run(main())
