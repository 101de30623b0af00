"""Lines longer than the reader's limit."""

import asyncio


async def serve(reader, writer):
    writer.write(b"x" * 30 + b"\nshort\n" + b"y" * 50)
    await writer.drain()
    await asyncio.sleep(0.1)
    writer.write(b"\nend\n")
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 6002)
    reader, writer = await asyncio.open_connection("127.0.0.1", 6002, limit=20)
    try:
        await reader.readline()
    except ValueError as error:
        print(type(error).__name__, error)
    print(await reader.readline())
    try:
        await reader.readuntil(b"\n")
    except asyncio.LimitOverrunError as error:
        print(type(error).__name__, error, error.consumed)
    print(len(await reader.readexactly(50)))
    print(await reader.readline(), await reader.readline(), await reader.readline())
    writer.close()
    try:
        asyncio.StreamReader(limit=0)
    except ValueError as error:
        print(error)
    server.close()


asyncio.run(main())
