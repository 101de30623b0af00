import asyncio


async def serve(reader, writer):
    name = await reader.readline()
    await asyncio.sleep(0.1)
    writer.write(b"Hello " + name)
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8765)
    async with server:
        reader, writer = await asyncio.open_connection("127.0.0.1", 8765)
        writer.write(b"Ada\n")
        print((await reader.readline()).decode().strip())
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
