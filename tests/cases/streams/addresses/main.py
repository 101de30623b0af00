"""getaddrinfo, getnameinfo, connect_accepted_socket, sendfile."""
import asyncio
import io
import socket


class Tell(asyncio.Protocol):
    def connection_made(self, transport):
        print("made", transport.get_extra_info("sockname")[0])
        self.transport = transport

    def data_received(self, data):
        print("got", data)
        self.transport.write(data.upper())

    def connection_lost(self, exc):
        print("lost", exc)


async def main():
    loop = asyncio.get_running_loop()
    print(await loop.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM))
    print(await loop.getaddrinfo("localhost", "80", family=socket.AF_INET, type=socket.SOCK_DGRAM))
    print(await loop.getaddrinfo("::1", 80, type=socket.SOCK_STREAM))
    print(await loop.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
    try:
        await loop.getaddrinfo("example.invalid", 80)
    except socket.gaierror as error:
        print("gaierror", error.errno, str(error)[:35])

    listener = socket.create_server(("127.0.0.1", 0))
    client = socket.create_connection(listener.getsockname())
    conn, address = listener.accept()
    transport, protocol = await loop.connect_accepted_socket(Tell, conn)
    client.sendall(b"hello")
    await asyncio.sleep(0.01)
    print(client.recv(100))
    client.close()
    await asyncio.sleep(0.01)
    listener.close()

    async def take(reader, writer):
        print("server got", await reader.read())
        writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    sent = await loop.sendfile(writer.transport, io.BytesIO(b"a file's contents"), offset=2)
    print("sent", sent)
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()
    for wrong in (lambda: loop.create_connection(Tell), lambda: loop.create_connection(Tell, "h", 1, sock=1), lambda: loop.create_server(Tell), lambda: loop.create_connection(Tell, "127.0.0.1", 1, server_hostname="x"), lambda: loop.create_datagram_endpoint(Tell), lambda: loop.connect_accepted_socket(Tell, socket.socket(type=socket.SOCK_DGRAM)), lambda: asyncio.start_server(take, "127.0.0.1", 1, ssl=True)):
        try:
            await wrong()
        except (ValueError, TypeError) as error:
            print(type(error).__name__, str(error)[:60])


asyncio.run(main())
