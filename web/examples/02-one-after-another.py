# title: One after another, or side by side
# topic: The event loop
# watch: The first three postcards are written on main's own lane, one after another. The next three have lanes of their own and lie side by side: the same work in the time of the longest.

import asyncio
import time


async def write_postcard(to, seconds):
    print(f"Dear {to},")
    await asyncio.sleep(seconds)
    print(f"... {to}'s postcard is signed")


async def main():
    start = time.perf_counter()
    await write_postcard("Ada", 0.5)
    await write_postcard("Grace", 0.7)
    await write_postcard("Guido", 0.3)
    print(f"One after another: {time.perf_counter() - start:.1f} s\n")

    start = time.perf_counter()
    ada = asyncio.create_task(write_postcard("Ada", 0.5), name="card to Ada")
    grace = asyncio.create_task(write_postcard("Grace", 0.7), name="card to Grace")
    guido = asyncio.create_task(write_postcard("Guido", 0.3), name="card to Guido")
    await ada
    await grace
    await guido
    print(f"Side by side: {time.perf_counter() - start:.1f} s")


asyncio.run(main())
