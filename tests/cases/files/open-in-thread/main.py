import asyncio
from concurrent.futures import ThreadPoolExecutor


def save(name, text):
    with open(name, "w") as file:
        return file.write(text)


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=2) as pool:
        sizes = await asyncio.gather(*(loop.run_in_executor(pool, save, f"{n}.txt", "x" * n) for n in range(1, 4)))
    print(sizes, [open(f"{n}.txt").read() for n in range(1, 4)])
    try:
        await asyncio.to_thread(open, "nope.txt")
    except FileNotFoundError as error:
        print(error)


asyncio.run(main())
