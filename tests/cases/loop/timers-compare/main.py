import asyncio


async def main():
    loop = asyncio.get_running_loop()
    early, late = loop.call_at(loop.time() + 1, print), loop.call_at(loop.time() + 2, print)
    print(early < late, early > late, early <= late, early >= late, early == late, early != late)
    print(sorted([late, early])[0] is early, early == early, hash(early) == hash(early.when()))
    twin = loop.call_at(early.when(), print)
    print(twin == early, twin <= early, twin is early)
    twin.cancel()
    print(twin == early)
    print(early == 5)
    try:
        print(early < 5)
    except TypeError:
        print("no order between a timer and a number")
    for call in (
        lambda: loop.call_soon(print, 1, sep="-"),
        lambda: loop.call_later(None, print),
        lambda: loop.call_at(None, print),
    ):
        try:
            call()
        except TypeError as error:
            print(error)


asyncio.run(main())
