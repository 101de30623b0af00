"""Signals that a program sends to itself."""
import asyncio
import signal


async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()

    def arrived(name):
        print("got", name)
        stop.set()

    loop.add_signal_handler(signal.SIGUSR1, arrived, "USR1")
    loop.call_later(0.01, signal.raise_signal, signal.SIGUSR1)
    await stop.wait()
    print(loop.remove_signal_handler(signal.SIGUSR1), loop.remove_signal_handler(signal.SIGUSR1))
    stop.clear()
    loop.add_signal_handler(signal.SIGINT, arrived, "INT")
    signal.raise_signal(signal.SIGINT)
    await stop.wait()
    for wrong in (
        lambda: loop.add_signal_handler(signal.SIGINT, main),
        lambda: loop.add_signal_handler("INT", print),
        lambda: loop.add_signal_handler(1000, print),
        lambda: loop.add_signal_handler(signal.SIGKILL, print),
    ):
        try:
            wrong()
        except (TypeError, ValueError, RuntimeError) as error:
            print(type(error).__name__, error)
    print(loop.remove_signal_handler(signal.SIGINT), signal.getsignal(signal.SIGINT) is signal.default_int_handler)


asyncio.run(main())
