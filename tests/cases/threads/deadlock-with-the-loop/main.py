# A thread waits for the loop, whose step waits for that thread.
import asyncio
import threading


def ask(loop):
    print("asking")
    print(asyncio.run_coroutine_threadsafe(asyncio.sleep(1, "answer"), loop).result())


async def main():
    thread = threading.Thread(target=ask, args=(asyncio.get_running_loop(),), name="asker")
    thread.start()
    thread.join()


asyncio.run(main())
