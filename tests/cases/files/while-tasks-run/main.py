# Files do not wait: a task that reads and writes is one step.
import asyncio
from pathlib import Path

log = Path("log.txt")


async def writer(name, pause):
    for number in range(3):
        with log.open("a") as file:
            file.write(f"{name} {number}\n")
        await asyncio.sleep(pause)


async def reader():
    seen = 0
    while seen < 6:
        lines = log.read_text().splitlines() if log.exists() else []
        for line in lines[seen:]:
            print("read", line)
        seen = len(lines)
        await asyncio.sleep(0.05)


async def main():
    await asyncio.gather(writer("fast", 0.1), writer("slow", 0.25), reader())
    text = await asyncio.to_thread(log.read_text)
    print(sorted(text.split("\n")))


asyncio.run(main())
