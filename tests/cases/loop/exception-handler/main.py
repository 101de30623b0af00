import asyncio


def handler(loop, context):
    print("handler:", context["message"].split("(")[0])
    print("exception:", repr(context.get("exception")))
    print("keys:", sorted(context))


def fail():
    raise ValueError("from a callback")


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    loop.set_exception_handler(handler)
    loop.call_soon(fail)
    await asyncio.sleep(0)
    loop.call_exception_handler({"message": "called by hand"})
    try:
        loop.set_exception_handler(3)
    except TypeError as error:
        print(error)
    loop.set_exception_handler(None)
    print(loop.get_exception_handler())


asyncio.run(main())
