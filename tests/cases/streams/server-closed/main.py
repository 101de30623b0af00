"""Servers that close while clients are there; serve_forever and its cancellation."""

import asyncio


async def talk(reader, writer):
    name = (await reader.readline()).decode().strip()
    print("hello", name)
    try:
        while line := await reader.readline():
            writer.write(line)
            await writer.drain()
    except ConnectionError as error:
        print(name, "lost:", error)
    print("goodbye", name)
    writer.close()


async def client(name, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{name}\n".encode())
    print(name, "got", await reader.read())
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(talk, "127.0.0.1", 6008)
    waiting = asyncio.create_task(client("Ada", 6008))
    await asyncio.sleep(0.1)
    server.close()
    print("sockets", server.sockets, server.is_serving())
    try:
        await asyncio.open_connection("127.0.0.1", 6008)
    except ConnectionRefusedError as error:
        print(error)
    try:
        async with asyncio.timeout(0.1):
            await server.wait_closed()
    except TimeoutError:
        print("a client is still there")
    server.close_clients()
    await waiting
    await server.wait_closed()
    print("all gone")

    server = await asyncio.start_server(talk, "127.0.0.1", 6008, start_serving=False)
    print(server.is_serving())
    forever = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(0)
    print(server.is_serving())
    try:
        await server.serve_forever()
    except RuntimeError as error:
        print("RuntimeError:", str(error).split(" is ")[-1])
    waiting = asyncio.create_task(client("Bob", 6008))
    await asyncio.sleep(0.1)
    server.abort_clients()
    await waiting
    forever.cancel()
    try:
        await forever
    except asyncio.CancelledError:
        print("serve_forever cancelled", server.is_serving())


asyncio.run(main())
