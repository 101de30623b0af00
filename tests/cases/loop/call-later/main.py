import asyncio


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()

    def ring(name):
        print(f"{loop.time() - start:.1f} {name}")

    loop.call_later(0.3, ring, "third")
    loop.call_later(0.1, ring, "first")
    loop.call_later(0.2, ring, "second")
    loop.call_later(0, ring, "at once")
    loop.call_later(-5, ring, "overdue")
    print("armed")
    await asyncio.sleep(0.4)
    ring("main")


asyncio.run(main())
