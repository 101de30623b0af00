"""Decorators that call less often: the last of a burst, and the first of each interval."""

import asyncio


def debounce(wait):
    def decorate(function):
        timer = None

        def call(*args):
            nonlocal timer
            if timer is not None:
                timer.cancel()
            timer = asyncio.get_running_loop().call_later(wait, function, *args)
            return timer

        return call

    return decorate


def throttle(interval):
    def decorate(function):
        last, pending = None, None

        async def later(at, args):
            nonlocal last, pending
            await asyncio.sleep(at - asyncio.get_running_loop().time())
            last, pending = asyncio.get_running_loop().time(), None
            function(*args)

        def call(*args):
            nonlocal last, pending
            now = asyncio.get_running_loop().time()
            if last is None or now - last >= interval:
                last = now
                function(*args)
            else:
                if pending is not None:
                    pending.cancel()
                pending = asyncio.create_task(later(last + interval, args))

        return call

    return decorate


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()

    def say(what, value):
        print(f"{loop.time() - start:.1f} {what} {value}")

    search = debounce(0.15)(lambda text: say("search", text))
    scroll = throttle(0.3)(lambda place: say("scroll", place))
    handles = []
    for key in "inter", "interl", "interleave":
        handles.append(search(key))
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.25)
    print([handle.cancelled() for handle in handles])
    start = loop.time()
    for place in range(8):
        scroll(place)
        await asyncio.sleep(0.1)
    await asyncio.sleep(0.4)
    print(len(asyncio.all_tasks()))


asyncio.run(main())
