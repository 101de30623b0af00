"""Debug mode: slow callbacks, calls from elsewhere, coroutines where callbacks belong."""
import asyncio
import logging
import re
import sys
import time


class Plain(logging.Formatter):
    def format(self, record):
        text = f"{record.levelname} {record.getMessage()}"
        text = re.sub(r"0x[0-9a-f]+", "0x", text)
        text = re.sub(r"took (0\.\d\d)\d seconds", r"took \1 seconds", text)
        return re.sub(r" created at \S*>", ">", text)


out = logging.StreamHandler(sys.stdout)
out.setFormatter(Plain())
logging.getLogger("asyncio").addHandler(out)
logging.getLogger("asyncio").setLevel(logging.WARNING)


async def slow():
    time.sleep(0.12)


def slow_callback(n):
    time.sleep(0.15)


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), loop.slow_callback_duration)
    await asyncio.create_task(slow(), name="slowpoke")
    loop.call_soon(slow_callback, 1)
    await asyncio.sleep(0)
    loop.slow_callback_duration = 0.2
    loop.call_soon(slow_callback, 2)
    await asyncio.sleep(0)
    coro = slow()
    for wrong in (lambda: loop.call_soon(slow), lambda: loop.call_soon(coro), lambda: loop.call_soon(1), lambda: loop.call_later(1, coro), lambda: loop.call_at(1, 5), lambda: loop.call_soon_threadsafe(slow), lambda: loop.run_in_executor(None, slow), lambda: loop.run_in_executor(None, coro)):
        try:
            wrong()
        except TypeError as error:
            print("TypeError:", re.sub("0x[0-9a-f]+", "0x", str(error)))
    coro.close()
    def thread():
        try:
            loop.call_soon(print)
        except RuntimeError as error:
            print("RuntimeError:", error)
    await asyncio.to_thread(thread)
    loop.set_debug(False)
    print(loop.get_debug())


asyncio.run(main(), debug=True)
