"""A server at no particular host listens on both families, each at its own socket."""

import asyncio
import os
import socket
import tempfile


async def greet(reader, writer):
    family = writer.get_extra_info("socket").family.name
    writer.write(f"{family} {writer.get_extra_info('sockname')[0]}".encode())
    writer.close()


async def ask(address):
    reader, writer = await asyncio.open_connection(*address)
    print((await reader.read()).decode())
    writer.close()
    await writer.wait_closed()


async def main():
    for host in (None, "", "127.0.0.1", "::1", ["127.0.0.1", "::1"]):
        server = await asyncio.start_server(greet, host, 0)
        names = [each.getsockname() for each in server.sockets]
        print(repr(host), sorted(name[0] for name in names))
        for name in sorted(names):
            await ask(("::1" if ":" in name[0] else "127.0.0.1", name[1]))
        server.close()
        await server.wait_closed()
    only = await asyncio.start_server(greet, None, 0, family=socket.AF_INET6)
    print([each.family.name for each in only.sockets])
    only.close()

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "file")
        open(path, "w").close()
        try:
            await asyncio.start_unix_server(greet, path)
        except OSError as error:
            print(type(error).__name__, error.errno, "is already in use" in str(error))


asyncio.run(main())
