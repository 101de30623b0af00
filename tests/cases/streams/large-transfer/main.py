"""A large transfer, in pieces, both ways."""

import asyncio
import hashlib

SIZE = 3_000_000


async def mirror(reader, writer):
    digest = hashlib.sha256()
    while chunk := await reader.read(100_000):
        digest.update(chunk)
        writer.write(chunk)
        await writer.drain()
    print("server", digest.hexdigest()[:12])
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(mirror, "127.0.0.1", 6004)
    reader, writer = await asyncio.open_connection("127.0.0.1", 6004)
    data = bytes(i * 7 % 251 for i in range(10_000)) * (SIZE // 10_000)

    async def send():
        for at in range(0, SIZE, 64_000):
            writer.write(data[at : at + 64_000])
            await writer.drain()
        writer.write_eof()
        print("all sent")

    async def receive():
        back = await reader.readexactly(SIZE)
        return back

    _, back = await asyncio.gather(send(), receive())
    print(back == data, hashlib.sha256(back).hexdigest()[:12], await reader.read())
    writer.close()
    await writer.wait_closed()
    server.close()


asyncio.run(main())
