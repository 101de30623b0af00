"""Streams at a path."""

import asyncio
import os
import socket

PATH = f"/tmp/interleave-case-{os.getpid()}.sock"


async def upper(reader, writer):
    async for line in reader:
        writer.write(line.upper())
    writer.close()


async def main():
    server = await asyncio.start_unix_server(upper, PATH)
    print(server.sockets[0].family == socket.AF_UNIX, server.sockets[0].getsockname() == PATH)
    reader, writer = await asyncio.open_unix_connection(PATH)
    writer.write(b"hello\nworld\n")
    writer.write_eof()
    print(await reader.read())
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()
    try:
        await asyncio.open_unix_connection(PATH)
    except OSError as error:
        print(type(error).__name__, error)
    for wrong in (
        lambda: asyncio.open_unix_connection(),
        lambda: asyncio.start_unix_server(upper),
        lambda: asyncio.open_unix_connection(PATH, sock=1),
    ):
        try:
            await wrong()
        except ValueError as error:
            print("ValueError:", error)


asyncio.run(main())
