"""A small protocol by lines: numbers are added until 'sum'."""

import asyncio


async def calculator(reader, writer):
    total = 0
    while not reader.at_eof():
        line = await reader.readline()
        words = line.decode().split()
        match words:
            case []:
                continue
            case ["add", number]:
                total += int(number)
                writer.write(b"ok\n")
            case ["sum"]:
                writer.write(f"{total}\n".encode())
                total = 0
            case ["quit"]:
                break
            case _:
                writer.write(b"what?\n")
        await writer.drain()
    print("server: bye", reader.at_eof())
    writer.close()


async def ask(*requests):
    reader, writer = await asyncio.open_connection("127.0.0.1", 4242)
    for request in requests:
        writer.write(f"{request}\r\n".encode())
        answer = await reader.readline()
        print(f"{request} -> {answer.decode().rstrip() or 'nothing'}")
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(calculator, "127.0.0.1", 4242)
    await ask("add 2", "add 40", "sum", "sum", "jump", "quit")
    await asyncio.gather(ask("add 1", "sum"), ask("add 10", "sum"))
    server.close()
    await server.wait_closed()


asyncio.run(main())
