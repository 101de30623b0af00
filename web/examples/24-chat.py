# title: A chat room over the network
# topic: Streams
# watch: The host keeps a lane for every guest. A guest who hears something was waiting for data on a stream (readline), and was woken by the task that wrote: select a lane to see the arrows. The network is the program's own; ?latency=200 in the address makes it slow.

import asyncio

guests = {}


async def tell_all(text):
    print(text)
    for writer in guests.values():
        writer.write(text.encode() + b"\n")
        await writer.drain()


async def host(reader, writer):
    name = (await reader.readline()).decode().strip()
    asyncio.current_task().set_name(f"host of {name}")
    guests[name] = writer
    await tell_all(f"* {name} comes in")
    async for line in reader:
        await tell_all(f"{name}: {line.decode().strip()}")
    del guests[name]
    await tell_all(f"* {name} leaves")
    writer.close()
    await writer.wait_closed()


async def guest(name, arrives, lines):
    await asyncio.sleep(arrives)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
    writer.write(f"{name}\n".encode())

    async def listen():
        heard = 0
        while await reader.readline():
            heard += 1
        print(f"  ({name} heard {heard} lines)")

    ears = asyncio.create_task(listen(), name=f"{name}'s ears")
    for pause, line in lines:
        await asyncio.sleep(pause)
        writer.write(f"{line}\n".encode())
        await writer.drain()
    await asyncio.sleep(0.5)
    writer.write_eof()
    await ears
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(host, "127.0.0.1", 8888)
    async with server, asyncio.TaskGroup() as group:
        group.create_task(guest("Ada", 0, [(0.6, "Is anybody there?"), (0.7, "At last!")]), name="Ada")
        group.create_task(guest("Grace", 0.3, [(0.7, "I am."), (0.9, "Where is Guido?")]), name="Grace")
        group.create_task(guest("Guido", 1.1, [(1.1, "Sorry, I was blocked.")]), name="Guido")
    print("The room is empty.")


asyncio.run(main())
