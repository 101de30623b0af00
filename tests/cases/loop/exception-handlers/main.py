"""Exception handlers of the loop."""
import asyncio
import logging

logging.basicConfig(format="%(levelname)s %(message)s")


def fail():
    1 / 0


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    seen = []

    def handler(loop, context):
        seen.append((context["message"].split("(")[0], type(context.get("exception")).__name__, sorted(context)))

    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    loop.call_soon(fail)
    loop.call_exception_handler({"message": "by hand", "extra": 1})
    await asyncio.sleep(0)
    print(*seen, sep="\n")
    try:
        loop.set_exception_handler("no")
    except TypeError as error:
        print(error)

    def bad(loop, context):
        raise ValueError("the handler fails")

    loop.set_exception_handler(bad)
    loop.call_exception_handler({"message": "told to a bad one"})
    loop.set_exception_handler(None)
    loop.call_exception_handler({"message": "default", "exception": KeyError("key"), "note": [1]})
    loop.default_exception_handler({"message": "directly"})

    future = loop.create_future()
    future.add_done_callback(lambda f: 1 / 0)
    future.set_result(1)
    await asyncio.sleep(0)


asyncio.run(main())
