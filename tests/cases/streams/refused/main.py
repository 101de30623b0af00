"""Nobody listens, and addresses that are taken."""

import asyncio
import errno


async def attempt(what, call):
    try:
        await call
        print(what, "went well")
    except OSError as error:
        print(f"{what}: {type(error).__name__}: {error}", errno.errorcode.get(error.errno))


async def main():
    await attempt("connect", asyncio.open_connection("127.0.0.1", 8888))
    await attempt("localhost", asyncio.open_connection("localhost", 9))
    server = await asyncio.start_server(lambda r, w: w.close(), "127.0.0.1", 8888)
    await attempt("again", asyncio.start_server(lambda r, w: None, "127.0.0.1", 8888))
    await attempt("connect", asyncio.open_connection("127.0.0.1", 8888))
    server.close()
    await server.wait_closed()
    await attempt("closed", asyncio.open_connection("127.0.0.1", 8888))
    # Happy eyeballs.
    await attempt("staggered", asyncio.open_connection("127.0.0.1", 8888, happy_eyeballs_delay=0.25))
    await asyncio.open_connection("127.0.0.1", 8888)


asyncio.run(main())
