"""Timeouts on reads leave what has come in the buffer."""

import asyncio


async def slowly(reader, writer):
    for piece in (b"half ", b"a ", b"line\n"):
        await asyncio.sleep(0.2)
        writer.write(piece)
        await writer.drain()
    await asyncio.sleep(10)


async def main():
    server = await asyncio.start_server(slowly, "127.0.0.1", 6009)
    reader, writer = await asyncio.open_connection("127.0.0.1", 6009)
    for attempt in range(1, 6):
        try:
            line = await asyncio.wait_for(reader.readline(), 0.17)
        except TimeoutError:
            print("attempt", attempt, "timed out")
        else:
            print("attempt", attempt, line)
    try:
        async with asyncio.timeout(0.1):
            await reader.read(1)
    except TimeoutError:
        print("nothing more")

    first = asyncio.create_task(reader.read(1))
    await asyncio.sleep(0)
    try:
        await reader.readline()
    except RuntimeError as error:
        print("RuntimeError:", error)
    first.cancel()
    writer.close()
    await writer.wait_closed()
    server.close()
    print([task.get_coro().__name__ for task in asyncio.all_tasks() - {asyncio.current_task()}])


asyncio.run(main())
