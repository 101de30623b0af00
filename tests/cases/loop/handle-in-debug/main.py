import asyncio


def noop(*args):
    pass


def fails():
    raise ValueError("no")


async def main():
    loop = asyncio.get_running_loop()
    soon = loop.call_soon(noop, 1, "two")
    print(soon)
    soon.cancel()
    print(soon)
    later = loop.call_at(10**6, noop)
    print(later.when(), later)
    later.cancel()
    print(later, later._args, later._callback)
    frame = later._source_traceback[-1]
    print(frame.filename.rpartition("/")[2], frame.lineno, frame.name)
    loop.set_exception_handler(lambda loop, context: print(sorted(context), context["message"]))
    loop.call_soon(fails)
    await asyncio.sleep(0)


asyncio.run(main(), debug=True)
