"""One loop for several coroutines, with contexts of their own or shared."""

import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")


async def login(name):
    previous = user.get()
    user.set(name)
    await asyncio.sleep(0)
    return f"{previous} -> {user.get()}"


async def in_tasks():
    async def child(name):
        before = user.get()
        user.set(name)
        await asyncio.sleep(0.01)
        return before, user.get()

    asyncio.get_running_loop().call_soon(lambda: print("callback sees", user.get()))
    results = await asyncio.gather(child("a"), child("b"))
    special = contextvars.copy_context()
    special.run(user.set, "special")
    task = asyncio.create_task(child("c"), context=special)
    results.append(await task)
    return results, user.get(), special[user], task.get_context() is special


async def leaves_task_behind():
    async def stays():
        try:
            await asyncio.sleep(10)
        finally:
            print("cancelled when the runner closes, for", user.get())

    asyncio.create_task(stays())
    await asyncio.sleep(0)


async def ticker():
    try:
        while True:
            yield user.get()
    finally:
        print("generator closed")


async def uses_half():
    async for value in ticker():
        return value


with asyncio.Runner(debug=False) as runner:
    print(runner.run(login("one")), user.get())
    print(runner.run(login("two")))
    own = contextvars.Context()
    print(runner.run(login("three"), context=own), own[user])
    print(runner.run(login("four"), context=own), runner.run(login("five")))
    print(runner.run(in_tasks()))
    loop = runner.get_loop()
    print(loop is runner.get_loop(), loop.is_running(), loop.is_closed())
    try:
        runner.run(asyncio.sleep(0))
        runner.run(login)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, str(error).split(",")[0])
    print(runner.run(uses_half()))
    runner.run(leaves_task_behind())
print(loop.is_closed())
try:
    runner.run(asyncio.sleep(0))
except RuntimeError as error:
    print(error)
for misuse in (lambda: asyncio.Runner().close(), lambda: asyncio.Runner(debug=True).get_loop().get_debug()):
    print(misuse())
print(user.get())
