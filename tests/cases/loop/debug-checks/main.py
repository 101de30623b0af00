import asyncio
import threading


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug())

    def elsewhere():
        try:
            loop.call_soon(print, "never")
        except RuntimeError as error:
            print(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    for wrong in (main, 5):
        try:
            loop.call_soon(wrong)
        except TypeError as error:
            print(error)


asyncio.run(main(), debug=True)
