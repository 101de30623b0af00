"""Handles, and the loop's way of telling the time."""
import asyncio
import contextvars

var = contextvars.ContextVar("var", default="none")


async def main():
    loop = asyncio.get_running_loop()
    said = []
    first = loop.call_soon(said.append, "soon")
    second = loop.call_later(0.02, said.append, "later")
    third = loop.call_at(loop.time() + 0.01, said.append, "at")
    fourth = loop.call_later(0.015, said.append, "never")
    print([handle.cancelled() for handle in (first, second, third, fourth)])
    print(second.when() > third.when(), third < second, third <= second, third == third, hash(third) == hash(third.when()))
    fourth.cancel()
    fourth.cancel()
    print(fourth.cancelled(), str(fourth).split("when")[0])
    print(isinstance(first, asyncio.Handle), isinstance(second, asyncio.TimerHandle), isinstance(first, asyncio.TimerHandle))
    await asyncio.sleep(0.03)
    print(said, first.cancelled())
    first.cancel()
    print(first.cancelled())

    context = contextvars.copy_context()
    context.run(var.set, "mine")
    handle = loop.call_soon(lambda: print("var", var.get()), context=context)
    print(handle.get_context() is context)
    var.set("changed")
    loop.call_soon(lambda: print("var", var.get()))
    await asyncio.sleep(0)

    for wrong in (
        lambda: loop.call_later(None, print),
        lambda: loop.call_at(None, print),
        lambda: loop.call_soon(),
        lambda: loop.call_later(1),
        lambda: loop.call_later("1", print),
    ):
        try:
            wrong()
        except TypeError as error:
            print("TypeError:", error)
    loop.call_soon(print, "last", 1, 2)
    await asyncio.sleep(0)
    future = loop.create_future()
    print(future.get_loop() is loop, future)
    print(loop, loop.is_running(), loop.is_closed())


asyncio.run(main())
