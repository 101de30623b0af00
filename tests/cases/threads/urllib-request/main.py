"""Requests that block, each in a thread, to a server that is a task of the same program."""
import asyncio
import http.client
import json
import time
import urllib.error
import urllib.request

BASE = "http://127.0.0.1:8080"


async def serve(reader, writer):
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    first, *headers = head.split("\r\n")
    method, path, _ = first.split()
    fields = dict(header.lower().split(": ") for header in headers if header)
    body = await reader.readexactly(int(fields.get("content-length", 0)))
    await asyncio.sleep(0.2)
    if path == "/missing":
        status, answer = "404 Not Found", b"no such page"
    else:
        status, answer = "200 OK", json.dumps([method, path, body.decode()]).encode()
    writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(answer)}\r\nConnection: close\r\n\r\n".encode() + answer)
    await writer.drain()
    writer.close()


def fetch(path, data=None):
    try:
        with urllib.request.urlopen(BASE + path, data, timeout=5) as answer:
            return answer.status, answer.headers["content-length"], json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, error.reason, error.read()


def refused():
    try:
        urllib.request.urlopen("http://127.0.0.1:8081/")
    except urllib.error.URLError as error:
        return type(error.reason).__name__


def by_hand():
    connection = http.client.HTTPConnection("127.0.0.1", 8080, timeout=0.1)
    connection.request("PUT", "/put", body="hello")
    try:
        connection.getresponse()
    except TimeoutError:
        print("too slow")
    connection.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8080)
    print(await asyncio.to_thread(fetch, "/a?b=1"))
    began = time.monotonic()
    jobs = [asyncio.to_thread(fetch, f"/{n}") for n in range(3)]
    jobs += [asyncio.to_thread(fetch, "/missing"), asyncio.to_thread(fetch, "/post", b"x=1")]
    for answer in await asyncio.gather(*jobs):
        print(answer)
    print("together:", round(time.monotonic() - began, 1), "s")
    print(await asyncio.to_thread(refused))
    await asyncio.to_thread(by_hand)
    server.close()


asyncio.run(main())
request = urllib.request.Request("http://example.org/path", headers={"X-Key": "value"})
print(request.host, request.header_items(), request.get_method())
