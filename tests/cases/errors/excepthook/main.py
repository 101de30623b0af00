import asyncio
import sys


def hook(kind, error, trace):
    print("hook:", kind.__name__, error)


sys.excepthook = hook


async def main():
    raise ValueError("for the hook")


asyncio.run(main())
