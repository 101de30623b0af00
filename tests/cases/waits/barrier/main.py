import asyncio


async def hiker(name, seconds, hut):
    await asyncio.sleep(seconds)
    print(name, "is there")
    await hut.wait()
    print(name, "goes on")


async def main():
    hut = asyncio.Barrier(3)
    await asyncio.gather(*(hiker(name, number / 10, hut) for number, name in enumerate("ABC")))


asyncio.run(main())
