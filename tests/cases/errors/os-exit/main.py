# os._exit ends a program at once: nothing of it is cleaned up.
import asyncio
import atexit
import os

atexit.register(print, "never at exit")


class Loud:
    def __del__(self):
        print("never deleted")


loud = Loud()


async def other():
    try:
        await asyncio.sleep(1)
    finally:
        print("never finally in the other")


async def main():
    asyncio.create_task(other())
    await asyncio.sleep(0.1)
    try:
        print("before", flush=True)
        os._exit(7)
    except BaseException as error:
        print("never caught", error)
    finally:
        print("never finally")


asyncio.run(main())
