"""read, readexactly, readuntil, readline, and their errors."""

import asyncio


async def serve(reader, writer):
    writer.write(b"0123456789abc|def|last line\nrest")
    writer.write_eof()
    await reader.read()
    writer.close()


async def main():
    async with await asyncio.start_server(serve, "127.0.0.1", 6001):
        reader, writer = await asyncio.open_connection("127.0.0.1", 6001)
        print(await reader.read(0))
        print(await reader.read(3))
        print(await reader.readexactly(4))
        print(await reader.readexactly(0))
        print(await reader.readuntil(b"|"))
        print(await reader.readuntil((b"|", b"\n")))
        print(reader)
        print(await reader.readline())
        print(reader.at_eof())
        try:
            await reader.readexactly(10)
        except asyncio.IncompleteReadError as error:
            print(type(error).__name__, error, error.partial, error.expected)
        print(await reader.read(), await reader.read(5), await reader.readline(), reader.at_eof())
        try:
            await reader.readuntil(b"|")
        except asyncio.IncompleteReadError as error:
            print(type(error).__name__, error, error.partial, error.expected)
        for call in (lambda: reader.readexactly(-1), lambda: reader.readuntil(b"")):
            try:
                await call()
            except ValueError as error:
                print("ValueError:", error)
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
