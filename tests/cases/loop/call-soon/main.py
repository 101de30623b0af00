import asyncio


def show(*words):
    print(*words)


def nested(loop):
    print("nested begins")
    loop.call_soon(show, "scheduled from inside")
    print("nested ends")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(show, "first")
    loop.call_soon(nested, loop)
    loop.call_soon(show, "third", "with", "arguments")
    print("main goes on")
    for turn in range(3):
        await asyncio.sleep(0)
        print("turn", turn)


asyncio.run(main())
