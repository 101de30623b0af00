"""Flow control: drain waits while the transport's buffer is above its mark."""

import asyncio


async def main():
    go = asyncio.Event()
    got = 0

    async def slow_reader(reader, writer):
        nonlocal got
        await go.wait()
        while chunk := await reader.read(1 << 16):
            got += len(chunk)
        print("server got", got)
        writer.close()

    server = await asyncio.start_server(slow_reader, "127.0.0.1", 6003)
    reader, writer = await asyncio.open_connection("127.0.0.1", 6003)
    transport = writer.transport
    print(transport.get_write_buffer_limits())
    transport.set_write_buffer_limits(high=1000)
    print(transport.get_write_buffer_limits())
    writer.write(b"small")
    await writer.drain()
    print("small drained", transport.get_write_buffer_size())

    writer.write(bytes(20_000_000))
    print("buffered", transport.get_write_buffer_size() > 1000)

    async def tell():
        await asyncio.sleep(0.1)
        print("the reader begins")
        go.set()

    teller = asyncio.create_task(tell())
    await writer.drain()
    print("drained", transport.get_write_buffer_size())
    writer.write_eof()
    print(await reader.read())
    await teller
    try:
        transport.set_write_buffer_limits(high=1, low=2)
    except ValueError as error:
        print(error)
    writer.close()
    await writer.wait_closed()
    server.close()


asyncio.run(main())
