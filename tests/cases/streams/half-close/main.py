"""A client that has said all it has to say, and still listens."""

import asyncio


async def count(reader, writer):
    data = await reader.read()
    print("server: all of it", data)
    for number in range(3):
        await asyncio.sleep(0.1)
        writer.write(f"{number} ".encode())
    writer.write(str(len(data)).encode())
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    print("server: closed")


async def main():
    async with await asyncio.start_server(count, "127.0.0.1", 6005):
        reader, writer = await asyncio.open_connection("127.0.0.1", 6005)
        writer.writelines([b"one", b" ", b"two"])
        print(writer.can_write_eof())
        writer.write_eof()
        try:
            writer.write(b"more")
        except RuntimeError as error:
            print("RuntimeError:", error)
        while data := await reader.read(2):
            print("client:", data)
        print(writer.is_closing())
        writer.close()
        print(writer.is_closing())
        await writer.wait_closed()


asyncio.run(main())
