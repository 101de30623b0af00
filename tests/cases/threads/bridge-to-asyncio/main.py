# Threads feed an asyncio queue; coroutines answer through a queue of threads.
import asyncio
import queue
import threading
import time


def sensor(name, pause, loop, readings, answers):
    for n in range(3):
        time.sleep(pause)
        loop.call_soon_threadsafe(readings.put_nowait, (name, n))
        print(name, "got", answers.get())
    loop.call_soon_threadsafe(readings.put_nowait, None)


async def main():
    loop = asyncio.get_running_loop()
    readings = asyncio.Queue()
    boxes = {"cold": queue.Queue(), "warm": queue.Queue()}
    for (name, box), pause in zip(boxes.items(), (0.1, 0.17)):
        threading.Thread(target=sensor, args=(name, pause, loop, readings, box)).start()
    left = len(boxes)
    while left:
        reading = await readings.get()
        if reading is None:
            left -= 1
            continue
        name, n = reading
        await asyncio.sleep(0.02)
        boxes[name].put(f"{name} {n} noted")


asyncio.run(main())
