import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from queue import Queue

till = threading.Lock()
ledger = threading.RLock()
seats = threading.Semaphore(1)
bell = threading.Event()
orders = Queue(1)
start = threading.Barrier(2)


def serve(name, length):
    start.wait()
    with till, ledger, ledger:
        time.sleep(length)
        print(name, "was served")
    with seats:
        time.sleep(length)
        print(name, "has eaten")


def cook():
    bell.wait()
    while (order := orders.get()) is not None:
        time.sleep(0.1)
        print("cooked", order)


def waiter(thread, future):
    time.sleep(0.05)
    bell.set()
    for order in ("soup", "rice", None):
        orders.put(order)
    print("the bill is", future.result())
    thread.join()
    print("closed")


async def main():
    guests = [threading.Thread(target=serve, args=guest, name=guest[0]) for guest in (("Ann", 0.1), ("Bob", 0.2))]
    for guest in guests:
        guest.start()
    with ThreadPoolExecutor(1, "office") as office:
        bill = office.submit(lambda: time.sleep(0.7) or 42)
        kitchen = threading.Thread(target=cook, name="kitchen")
        kitchen.start()
        await asyncio.to_thread(waiter, kitchen, bill)
    with till:
        print("the till is empty")
    for guest in guests:
        guest.join()


asyncio.run(main())
