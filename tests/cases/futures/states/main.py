import asyncio


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)
    except asyncio.CancelledError as error:
        print("CancelledError", error.args)


async def main():
    future = asyncio.get_running_loop().create_future()
    attempt(future.result)
    attempt(future.exception)
    future.set_result(1)
    attempt(future.set_result, 2)
    attempt(future.set_exception, ValueError())
    attempt(future.cancel)
    attempt(future.result)
    gone = asyncio.get_running_loop().create_future()
    attempt(gone.cancel, "no more")
    attempt(gone.result)
    attempt(gone.cancelled)


asyncio.run(main())
