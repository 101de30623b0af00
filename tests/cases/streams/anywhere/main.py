"""Listening everywhere, on a free port, at IPv6, at a path, on a socket of one's own."""

import asyncio
import socket


async def greet(reader, writer):
    writer.write(b"hello from " + str(writer.get_extra_info("sockname")[0]).encode())
    await writer.drain()
    writer.close()


async def visit(connecting):
    reader, writer = await connecting
    print((await reader.read()).decode())
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(greet, port=0, host="127.0.0.1")
    host, port = server.sockets[0].getsockname()
    print(host, port > 1024)
    await visit(asyncio.open_connection(host, port))
    server.close()

    for host in ("0.0.0.0", ""):
        server = await asyncio.start_server(greet, host, 6011, family=socket.AF_INET)
        print(server.sockets[0].getsockname())
        await visit(asyncio.open_connection("127.0.0.1", 6011))
        await visit(asyncio.open_connection("localhost", 6011))
        server.close()

    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("127.0.0.1", 6012))
    server = await asyncio.start_server(greet, sock=sock)
    await visit(asyncio.open_connection("127.0.0.1", 6012, local_addr=("127.0.0.1", 6013)))
    server.close()

    left, right = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=left)
    _, other = await asyncio.open_connection(sock=right)
    other.write(b"through a pair\n")
    print(await reader.readline(), writer.get_extra_info("peername"))
    writer.close()
    other.close()


asyncio.run(main())
