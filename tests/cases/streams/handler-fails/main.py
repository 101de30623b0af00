"""An exception in a connection's handler is reported, and the server goes on."""

import asyncio


async def divide(reader, writer):
    try:
        a, b = (await reader.readline()).split()
        writer.write(f"{int(a) / int(b)}\n".encode())
        await writer.drain()
    finally:
        writer.close()


async def ask(text):
    reader, writer = await asyncio.open_connection("127.0.0.1", 6010)
    writer.write(text + b"\n")
    print(text, await reader.read())
    writer.close()
    await writer.wait_closed()


async def main():
    def told(loop, context):
        print("handler:", context["message"], repr(context.get("exception")))

    asyncio.get_running_loop().set_exception_handler(told)
    async with await asyncio.start_server(divide, "127.0.0.1", 6010):
        await ask(b"6 3")
        await ask(b"1 0")
        await ask(b"10 4")


asyncio.run(main())
