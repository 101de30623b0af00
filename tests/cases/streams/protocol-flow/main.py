"""Protocols: pausing reading and writing, buffered ones, and what they are told at the end."""

import asyncio
import socket


class Writer(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        self.lost = asyncio.get_running_loop().create_future()

    def pause_writing(self):
        print("pause_writing")

    def resume_writing(self):
        print("resume_writing")

    def connection_lost(self, exc):
        self.lost.set_result(exc)


class Reader(asyncio.BufferedProtocol):
    def __init__(self):
        self.buffer = bytearray(4)
        self.got = b""

    def connection_made(self, transport):
        self.transport = transport
        transport.pause_reading()
        print("reading:", transport.is_reading())

    def get_buffer(self, sizehint):
        return self.buffer

    def buffer_updated(self, nbytes):
        self.got += self.buffer[:nbytes]

    def eof_received(self):
        print("eof after", self.got)
        return True

    def connection_lost(self, exc):
        print("reader lost", exc)


async def main():
    loop = asyncio.get_running_loop()
    readers = []

    def reader():
        readers.append(Reader())
        return readers[-1]

    server = await loop.create_server(reader, "127.0.0.1", 6014)
    transport, writer = await loop.create_connection(Writer, "127.0.0.1", 6014)
    transport.set_write_buffer_limits(high=10, low=2)
    transport.write(b"0123456789")
    await asyncio.sleep(0.01)
    print("before", readers[0].got)
    readers[0].transport.resume_reading()
    await asyncio.sleep(0.01)
    print("after", readers[0].got)
    transport.write_eof()
    await asyncio.sleep(0.01)
    readers[0].transport.write(b"bye")
    readers[0].transport.close()
    print("lost:", await writer.lost)
    server.close()
    for wrong in (lambda: transport.write("text"), lambda: transport.write(None)):
        try:
            wrong()
        except TypeError as error:
            print("TypeError:", str(error).split(" object")[0][:20])


asyncio.run(main())
