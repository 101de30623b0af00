"""Requests and responses with a length before each, answered out of order, matched by number."""

import asyncio
import itertools
import json
import struct

HEADER = struct.Struct(">I")


async def send(writer, message):
    data = json.dumps(message).encode()
    writer.write(HEADER.pack(len(data)) + data)
    await writer.drain()


async def receive(reader):
    (size,) = HEADER.unpack(await reader.readexactly(HEADER.size))
    if size > 1000:
        raise ValueError(f"a frame of {size} bytes")
    return json.loads(await reader.readexactly(size))


async def serve(reader, writer):
    async def answer(message):
        await asyncio.sleep(message["delay"])
        async with lock:
            await send(writer, {"id": message["id"], "result": message["value"] ** 2})

    lock = asyncio.Lock()
    try:
        async with asyncio.TaskGroup() as group:
            while True:
                group.create_task(answer(await receive(reader)))
    except* asyncio.IncompleteReadError as errors:
        [error] = errors.exceptions
        print("server: end", error.partial, error.expected)
    except* ValueError as errors:
        print("server:", *errors.exceptions)
    finally:
        writer.close()
        await writer.wait_closed()


class Client:
    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer
        self.numbers, self.waiting = itertools.count(1), {}
        self.listener = asyncio.create_task(self.listen())

    async def listen(self):
        try:
            while True:
                message = await receive(self.reader)
                print("client: answer", message["id"])
                self.waiting.pop(message["id"]).set_result(message["result"])
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            for future in self.waiting.values():
                future.set_exception(ConnectionError(f"connection closed: {type(error).__name__}"))

    async def square(self, value, delay):
        number = next(self.numbers)
        self.waiting[number] = asyncio.get_running_loop().create_future()
        await send(self.writer, {"id": number, "value": value, "delay": delay})
        return await self.waiting[number]


async def main():
    server = await asyncio.start_server(serve, "localhost", 0)
    address = server.sockets[0].getsockname()
    client = Client(*await asyncio.open_connection(*address[:2]))
    print(await asyncio.gather(*(client.square(n, (3 - n) * 0.05) for n in range(4))))
    pending = asyncio.create_task(client.square(9, 5))
    await asyncio.sleep(0.05)
    client.writer.write(HEADER.pack(5) + b"abc")
    client.writer.write_eof()
    print(repr(*await asyncio.gather(pending, return_exceptions=True)))
    await client.listener

    reader, writer = await asyncio.open_connection(*address[:2])
    writer.write(b"\xff\xff\xff\xff")
    print("rest", await reader.read())
    writer.close()
    server.close()
    await server.wait_closed()


asyncio.run(main())
