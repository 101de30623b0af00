# What Ctrl+C does, raised by the program itself.
import asyncio


async def main():
    try:
        await asyncio.sleep(0.01)
        raise KeyboardInterrupt
    finally:
        print("finally")


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
