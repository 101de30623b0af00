"""The other side goes without reading, aborts, or is gone when one writes."""

import asyncio


async def leave_unread(reader, writer):
    await asyncio.sleep(0.05)
    writer.transport.abort()


async def leave_read(reader, writer):
    await reader.read(100)
    writer.close()


async def attempt(port, wait):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"hello")
    await writer.drain()
    await asyncio.sleep(wait)
    try:
        print("read", await reader.read(10))
    except ConnectionError as error:
        print("read:", type(error).__name__, error)
    try:
        for _ in range(4):
            writer.write(b"more")
            await writer.drain()
            await asyncio.sleep(0.01)
        print("all written")
    except ConnectionError as error:
        print("write:", type(error).__name__, error)
    writer.close()
    try:
        await writer.wait_closed()
        print("closed")
    except ConnectionError as error:
        print("wait_closed:", type(error).__name__, error)


async def main():
    rude = await asyncio.start_server(leave_unread, "127.0.0.1", 6006)
    kind = await asyncio.start_server(leave_read, "127.0.0.1", 6007)
    await attempt(6006, 0.1)
    await attempt(6006, 0)
    await attempt(6007, 0.1)
    rude.close()
    kind.close()


asyncio.run(main())
