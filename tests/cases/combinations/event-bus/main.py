"""An event bus: handlers by type, sync and async, once, weakly held, and failing."""

import asyncio
import inspect
import weakref
from collections import defaultdict
from dataclasses import dataclass


@dataclass
class Event:
    name: str


@dataclass
class Ordered(Event):
    amount: int = 1


class Bus:
    def __init__(self):
        self.handlers = defaultdict(list)
        self.background = set()

    def on(self, kind, *, once=False):
        def decorate(handler):
            held = weakref.WeakMethod(handler) if inspect.ismethod(handler) else lambda: handler
            self.handlers[kind].append((held, once))
            return handler

        return decorate

    async def emit(self, event):
        results = []
        for kind in type(event).__mro__:
            for entry in list(self.handlers.get(kind, ())):
                held, once = entry
                if once or held() is None:
                    self.handlers[kind].remove(entry)
                if (handler := held()) is not None:
                    result = handler(event)
                    if inspect.isawaitable(result):
                        result = asyncio.ensure_future(result)
                    results.append(result)
        tasks = [result for result in results if isinstance(result, asyncio.Future)]
        for task, error in zip(tasks, await asyncio.gather(*tasks, return_exceptions=True)):
            if isinstance(error, Exception):
                context = {"message": "a handler failed", "exception": error, "task": task}
                asyncio.get_running_loop().call_exception_handler(context)
        return len(results)

    def emit_soon(self, event):
        task = asyncio.create_task(self.emit(event))
        self.background.add(task)
        task.add_done_callback(self.background.discard)


class Store:
    def __init__(self):
        self.stock = 10

    async def ordered(self, event):
        await asyncio.sleep(0.01 * event.amount)
        self.stock -= event.amount
        print("stock", self.stock)


async def main():
    bus, store = Bus(), Store()
    bus.on(Ordered)(store.ordered)

    @bus.on(Event)
    def log(event):
        print("log", event)

    @bus.on(Ordered, once=True)
    async def greet(event):
        print("first order:", event.name)

    @bus.on(Ordered)
    async def check(event):
        if event.amount > 3:
            raise ValueError(f"too many: {event.amount}")

    asyncio.get_running_loop().set_exception_handler(
        lambda loop, context: print(context["message"], repr(context["exception"]))
    )
    print(await bus.emit(Ordered("tea", 2)))
    print(await bus.emit(Ordered("milk", 5)))
    print(await bus.emit(Event("tick")))
    bus.emit_soon(Ordered("soon"))
    bus.emit_soon(Ordered("sooner", 0))
    await asyncio.sleep(0.1)
    print(len(bus.background))
    del store
    print(await bus.emit(Ordered("after the store")), len(bus.handlers[Ordered]))


asyncio.run(main())
