"""When weak references to generators, coroutines and other objects die."""
import asyncio
import weakref


def show(name):
    return lambda reference: print(name, "is dead")


async def steps():
    try:
        yield 1
        yield 2
    finally:
        print("finally of steps", reference() is None)
        await asyncio.sleep(0)
        print("after a wait", reference() is None)


async def main():
    global reference
    generator = steps()
    reference = weakref.ref(generator, show("the asynchronous generator"))
    async for step in generator:
        break
    del generator
    print("let go", reference() is None)
    await asyncio.sleep(0.01)

    def counts():
        try:
            yield 1
        finally:
            print("finally of counts", of_generator() is None)

    generator = counts()
    of_generator = weakref.ref(generator, show("the generator"))
    next(generator)
    del generator

    async def waits():
        try:
            await asyncio.sleep(1)
        finally:
            print("finally of waits", of_coroutine() is None)

    coroutine = waits()
    of_coroutine = weakref.ref(coroutine, show("the coroutine"))
    coroutine.send(None)
    del coroutine

    class Thing:
        def __del__(self):
            print("del", of_thing() is None)

    thing = Thing()
    of_thing = weakref.ref(thing, show("the thing"))
    del thing


asyncio.run(main())
