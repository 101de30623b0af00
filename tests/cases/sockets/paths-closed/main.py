"""What Linux says to who writes to, and reads from, a connection by a path that the other end has closed."""
import asyncio
import select
import socket


def attempt(name, call, *args):
    try:
        print(" ", name, call(*args))
    except OSError as error:
        print(" ", name, type(error).__name__, error.errno)


def pair(kind):
    if kind == "path":
        ends = socket.socketpair()
    else:
        server = socket.create_server(("127.0.0.1", 0))
        near = socket.create_connection(server.getsockname())
        ends = near, server.accept()[0]
        server.close()
    for end in ends:
        end.setblocking(False)
    return ends


def state(end):
    watch = select.epoll()
    watch.register(end, select.EPOLLIN | select.EPOLLOUT | select.EPOLLRDHUP)
    return [hex(events) for _, events in watch.poll(0)]


for kind in "path", "port":
    print(kind, "closed when all was read")
    near, far = pair(kind)
    near.send(b"abc")
    print(" ", far.recv(10))
    far.close()
    print(" ", state(near))
    if kind == "path":
        attempt("send", near.send, b"more")
    attempt("recv", near.recv, 10)
    near.close()

    print(kind, "closed with something unread")
    near, far = pair(kind)
    far.send(b"last")
    near.send(b"abc")
    far.close()
    if kind == "path":
        print(" ", state(near))
        attempt("recv", near.recv, 2)
        attempt("recv", near.recv, 10)
        attempt("recv", near.recv, 10)
        attempt("recv", near.recv, 10)
        attempt("send", near.send, b"more")
        attempt("shutdown", near.shutdown, socket.SHUT_WR)
    near.close()

    print(kind, "half closed")
    near, far = pair(kind)
    far.shutdown(socket.SHUT_WR)
    print(" ", state(near))
    attempt("recv", near.recv, 10)
    attempt("send", near.send, b"more")
    attempt("recv", far.recv, 10)
    attempt("recv", far.recv, 10)
    near.close()
    far.close()

near, far = pair("path")
far.shutdown(socket.SHUT_RD)
attempt("send", near.send, b"nobody reads this")
near.send if near.close() else None
attempt("recv", far.recv, 10)
far.close()


async def hang_up(reader, writer):
    print("served", await reader.read(100))


async def main():
    server = await asyncio.start_unix_server(hang_up, "socket")
    reader, writer = await asyncio.open_unix_connection("socket")
    writer.write(b"once")
    await asyncio.sleep(0.1)
    print(await reader.read(), writer.is_closing())
    writer.write(b"again")
    try:
        await writer.wait_closed()
    except OSError as error:
        print(repr(error))
    server.close()
    try:
        await asyncio.open_unix_connection("socket")
    except OSError as error:
        print(type(error).__name__)


asyncio.run(main())
