import asyncio
import socket


async def client():
    print("never comes so far")
    await asyncio.open_connection("localhost", 8000)


async def main():
    server = socket.create_server(("localhost", 8000))
    asyncio.create_task(client())
    print("waits for a client")
    server.accept()


asyncio.run(main())
