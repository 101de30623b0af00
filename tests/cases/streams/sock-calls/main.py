"""loop.sock_*: sockets by hand, and readers and writers of one's own."""

import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    listener = socket.socket()
    listener.setblocking(False)
    listener.bind(("127.0.0.1", 0))
    listener.listen()

    async def serve():
        conn, address = await loop.sock_accept(listener)
        print("accepted", address[0], conn.getblocking())
        while data := await loop.sock_recv(conn, 100):
            await loop.sock_sendall(conn, data[::-1])
        print("server done")
        conn.close()

    server = asyncio.create_task(serve())
    client = socket.socket()
    client.setblocking(False)
    await loop.sock_connect(client, listener.getsockname())
    await loop.sock_sendall(client, b"abc")
    print(await loop.sock_recv(client, 100))
    await loop.sock_sendall(client, b"defg")
    buffer = bytearray(10)
    count = await loop.sock_recv_into(client, buffer)
    print(count, bytes(buffer))
    client.shutdown(socket.SHUT_WR)
    print(await loop.sock_recv(client, 100))
    await server
    client.close()
    listener.close()

    left, right = socket.socketpair()
    left.setblocking(False)
    right.setblocking(False)
    ready = loop.create_future()
    loop.add_reader(left, lambda: ready.set_result(left.recv(100)))
    loop.call_later(0.01, right.send, b"by hand")
    print(await ready, loop.remove_reader(left), loop.remove_reader(left))
    writable = loop.create_future()
    loop.add_writer(right, writable.set_result, "writable")
    print(await writable, loop.remove_writer(right))
    try:
        left.recv(1)
    except BlockingIOError as error:
        print(error)
    left.close()
    right.close()


asyncio.run(main())
