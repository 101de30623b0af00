# A program may send signals to itself, and to nobody else.
import asyncio
import os
import signal


async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for name in ("SIGTERM", "SIGINT", "SIGUSR1"):
        loop.add_signal_handler(getattr(signal, name), lambda name=name: (print("got", name), stop.set()))
    for name in ("SIGTERM", "SIGUSR1", "SIGINT"):
        stop.clear()
        loop.call_later(0.1, os.kill, os.getpid(), getattr(signal, name))
        await stop.wait()
    print(loop.remove_signal_handler(signal.SIGINT), loop.remove_signal_handler(signal.SIGINT))
    try:
        os.kill(2**22 + 1, signal.SIGTERM)
    except ProcessLookupError as error:
        print(error)


asyncio.run(main())
signal.signal(signal.SIGUSR2, lambda number, frame: print("USR2 in", frame.f_code.co_name))
signal.raise_signal(signal.SIGUSR2)
try:
    os.kill(os.getpid(), signal.SIGINT)
except KeyboardInterrupt:
    print("interrupted")
try:
    signal.signal(signal.SIGKILL, print)
except OSError as error:
    print(error)
signal.raise_signal(signal.SIGCHLD)
