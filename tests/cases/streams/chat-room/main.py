"""A chat room: every line goes to everybody else."""

import asyncio

rooms = {}


async def handle(reader, writer):
    writer.write(b"Your name?\n")
    await writer.drain()
    name = (await reader.readline()).decode().strip()
    rooms[name] = writer
    await say(f"* {name} comes in", but=name)
    try:
        async for line in reader:
            await say(f"{name}: {line.decode().strip()}", but=name)
    finally:
        del rooms[name]
        await say(f"* {name} leaves", but=name)
        writer.close()
        await writer.wait_closed()


async def say(text, but):
    print("server:", text)
    for name, writer in rooms.items():
        if name != but:
            writer.write(text.encode() + b"\n")
            await writer.drain()


async def guest(name, arrives, lines):
    await asyncio.sleep(arrives)
    reader, writer = await asyncio.open_connection("localhost", 5000)
    print(f"{name} reads", await reader.readline())
    writer.write(f"{name}\n".encode())

    async def listen():
        while line := await reader.readline():
            print(f"{name} hears {line.decode().strip()!r}")
        print(f"{name} is out")

    ears = asyncio.create_task(listen())
    for pause, line in lines:
        await asyncio.sleep(pause)
        writer.write(f"{line}\n".encode())
        await writer.drain()
    await asyncio.sleep(0.3)
    writer.write_eof()
    await ears
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 5000)
    async with server, asyncio.TaskGroup() as group:
        group.create_task(guest("Ada", 0, [(0.2, "hello?"), (0.2, "who is there?")]))
        group.create_task(guest("Bob", 0.1, [(0.15, "hi"), (0.25, "me")]))
        group.create_task(guest("Cid", 0.35, [(0.2, "late again")]))
    print("closed")


asyncio.run(main())
