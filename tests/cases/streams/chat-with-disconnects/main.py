"""A chat by lines: nicknames, people who hang up, time out or send too long a line."""

import asyncio

people = {}


async def say(text, but=None):
    for name, writer in sorted(people.items()):
        if name != but and not writer.is_closing():
            writer.write(f"{text}\n".encode())
            await writer.drain()


async def handle(reader, writer):
    writer.write(b"name?\n")
    name = (await reader.readline()).decode().strip()
    if not name or name in people:
        writer.write(b"no\n")
        writer.close()
        return
    people[name] = writer
    await say(f"+ {name}", name)
    reason = "left"
    try:
        async with asyncio.timeout(None) as idle:
            while True:
                idle.reschedule(asyncio.get_running_loop().time() + 0.4)
                line = (await reader.readuntil()).decode().rstrip()
                if line == "/who":
                    writer.write(f"{len(people)} here\n".encode())
                elif line == "/boom":
                    raise RuntimeError("boom")
                else:
                    await say(f"{name}: {line}", name)
    except asyncio.IncompleteReadError as error:
        reason = f"hung up{' in mid-sentence' if error.partial else ''}"
    except TimeoutError:
        reason = "fell asleep"
    except asyncio.LimitOverrunError as error:
        reason = f"talked too much ({error.consumed > 0})"
    finally:
        del people[name]
        writer.close()
        print(f"{name} {reason}")
        await say(f"- {name} {reason}")


async def person(address, name, script, log):
    reader, writer = await asyncio.open_connection(*address)

    async def listen():
        async for line in reader:
            log.append(f"{name} hears {line.decode().strip()}")

    listening = asyncio.create_task(listen())
    writer.write(f"{name}\n".encode())
    for delay, text in script:
        await asyncio.sleep(delay)
        writer.write(text)
    if script and script[-1][1]:
        writer.close()
    await asyncio.wait_for(listening, 2)


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0, limit=64)
    address = server.sockets[0].getsockname()
    log = []
    await asyncio.gather(
        person(address, "ann", [(0.3, b"hello\n/who\n"), (0.3, b"I am still he")], log),
        person(address, "bob", [(0.1, b"hi\nall\n"), (0.2, b"")], log),
        person(address, "cy", [(0.15, b"x" * 500), (0.1, b"")], log),
        return_exceptions=True,
    )
    await person(address, "", [(0, b"")], log)
    print("\n".join(log))
    print(people)
    await person(address, "dan", [(0.05, b"/boom\n"), (0.1, b"")], log)
    server.close()
    await server.wait_closed()


asyncio.run(main())
