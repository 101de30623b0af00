"""In debug mode the loop's report of an exception says where the handle that ran was made."""
import asyncio
import logging


class Show(logging.Handler):
    def emit(self, record):
        for line in record.getMessage().splitlines():
            if "traceback" in line or "reports(" in line or line.startswith("handled"):
                print(line.strip())


logging.getLogger("asyncio").addHandler(Show())
logging.getLogger("asyncio").propagate = False


async def reports(text):
    asyncio.get_running_loop().call_exception_handler({"message": text})


async def main():
    loop = asyncio.get_running_loop()
    print(getattr(loop, "_current_handle", None) is not None)
    await asyncio.create_task(reports("handled in a task"))
    loop.call_soon(loop.call_exception_handler, {"message": "handled in a callback"})
    await asyncio.sleep(0)


for debug in True, False:
    print("debug", debug)
    asyncio.run(main(), debug=debug)


def nested(depth, call):
    return nested(depth - 1, call) if depth else call()


async def kept():
    """How many calls a handle keeps, of few and of many."""
    loop = asyncio.get_running_loop()
    for depth in 0, 3, 20:
        for make in (
            lambda: loop.call_soon(print),
            lambda: loop.call_at(loop.time(), print),
            lambda: loop.call_later(0, print),
            lambda: loop.call_soon_threadsafe(print),
        ):
            handle = nested(depth, make)
            handle.cancel()
            calls = [call.name for call in handle._source_traceback if call.filename == __file__]
            print(depth, len(calls), calls[0])


asyncio.run(kept(), debug=True)
