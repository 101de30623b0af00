"""An echo protocol by hand: marks, pausing, eof, and connection_lost on both sides."""

import asyncio


class Echo(asyncio.Protocol):
    def __init__(self, done):
        self.done, self.received = done, 0

    def connection_made(self, transport):
        self.transport = transport
        print("server: connected", transport.get_extra_info("sockname")[0], transport.is_reading())

    def data_received(self, data):
        self.received += len(data)
        self.transport.write(data.upper())

    def eof_received(self):
        print("server: eof after", self.received)
        self.transport.write(b"bye")
        return False

    def connection_lost(self, error):
        print("server: lost", error)
        self.done.set_result(None)


class Client(asyncio.Protocol):
    def __init__(self):
        loop = asyncio.get_running_loop()
        self.lost = loop.create_future()
        self.writable = asyncio.Event()
        self.writable.set()
        self.got, self.pauses = bytearray(), 0

    def connection_made(self, transport):
        self.transport = transport

    def pause_writing(self):
        self.pauses += 1
        self.writable.clear()

    def resume_writing(self):
        self.writable.set()

    def data_received(self, data):
        self.got += data

    def connection_lost(self, error):
        self.lost.set_result(error)

    async def drain(self):
        await self.writable.wait()


async def main():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    server = await loop.create_server(lambda: Echo(done), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        transport, client = await loop.create_connection(Client, "127.0.0.1", port)
        transport.set_write_buffer_limits(high=1000, low=100)
        print(transport.get_write_buffer_limits(), transport.can_write_eof())
        for word in b"one ", b"two ", b"three ":
            transport.write(word)
            await client.drain()
        transport.writelines([b"four ", b"five "])
        await asyncio.sleep(0.05)
        print(client.got.decode(), client.pauses)
        transport.pause_reading()
        transport.write(b"hidden ")
        await asyncio.sleep(0.05)
        print(len(client.got), transport.is_reading())
        transport.resume_reading()
        transport.write_eof()
        print("client: lost", await client.lost, bytes(client.got[-10:]))
        await done
        print(transport.is_closing(), transport.get_write_buffer_size())
        try:
            transport.write(b"too late")
        except RuntimeError as error:
            print(error)
    print(server.is_serving(), server.sockets)
    try:
        await loop.create_connection(Client, "127.0.0.1", port)
    except OSError as error:
        print(type(error).__name__, error.errno)


asyncio.run(main())
