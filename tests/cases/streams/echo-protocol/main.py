"""The echo server and client of asyncio's documentation, with protocols."""

import asyncio


class EchoServerProtocol(asyncio.Protocol):
    def connection_made(self, transport):
        peername = transport.get_extra_info("peername")
        print(f"Connection from {peername[0]}")
        self.transport = transport

    def data_received(self, data):
        message = data.decode()
        print(f"Data received: {message!r}")
        print(f"Send: {message!r}")
        self.transport.write(data)
        print("Close the client socket")
        self.transport.close()

    def eof_received(self):
        print("server: eof")

    def connection_lost(self, exc):
        print(f"server: lost {exc!r}")


class EchoClientProtocol(asyncio.Protocol):
    def __init__(self, message, on_con_lost):
        self.message = message
        self.on_con_lost = on_con_lost

    def connection_made(self, transport):
        print(f"made {type(transport).__name__} reading={transport.is_reading()} closing={transport.is_closing()}")
        transport.write(self.message.encode())
        print(f"Data sent: {self.message!r}")

    def data_received(self, data):
        print(f"Data received: {data.decode()!r}")

    def eof_received(self):
        print("client: eof")

    def connection_lost(self, exc):
        print(f"The server closed the connection: {exc!r}")
        self.on_con_lost.set_result(True)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(EchoServerProtocol, "127.0.0.1", 8888)
    print(server.is_serving(), server.get_loop() is loop)
    on_con_lost = loop.create_future()
    transport, protocol = await loop.create_connection(
        lambda: EchoClientProtocol("Hello World!", on_con_lost), "127.0.0.1", 8888
    )
    print(transport.get_extra_info("peername"), transport.get_protocol() is protocol)
    try:
        await on_con_lost
    finally:
        transport.close()
    server.close()
    await server.wait_closed()
    print(server.is_serving(), server.sockets)


asyncio.run(main())
