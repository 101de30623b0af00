"""Runner, policies, and loops that are closed or the wrong ones."""
import asyncio
import contextvars

var = contextvars.ContextVar("var", default=0)


async def add():
    var.set(var.get() + 1)
    return var.get()


with asyncio.Runner() as runner:
    print(runner.run(add()), runner.run(add()))
    print(runner.get_loop().is_running())
    print(runner.run(add(), context=contextvars.Context()))
    try:
        runner.run(5)
    except ValueError as error:
        print("ValueError:", error)
try:
    runner.get_loop()
except RuntimeError as error:
    print("RuntimeError:", error)
try:
    with runner:
        pass
except RuntimeError as error:
    print("RuntimeError:", error)

made = []
def factory():
    made.append(asyncio.new_event_loop())
    return made[-1]

with asyncio.Runner(debug=True, loop_factory=factory) as runner:
    async def debug():
        return asyncio.get_running_loop() is made[0], asyncio.get_running_loop().get_debug()
    print(runner.run(debug()))
print(made[0].is_closed())

async def nested():
    for call in (lambda c: asyncio.run(c), lambda c: asyncio.new_event_loop().run_until_complete(c), lambda c: asyncio.Runner().run(c)):
        coro = add()
        try:
            call(coro)
        except RuntimeError as error:
            print("RuntimeError:", error)
        coro.close()

asyncio.run(nested())
print(asyncio.run(add(), debug=True, loop_factory=asyncio.EventLoop))

loop = asyncio.new_event_loop()
loop.close()
loop.close()
for call in (lambda: loop.call_soon(print), lambda: loop.run_forever(), lambda: loop.call_later(1, print), lambda: loop.create_task(None), lambda: loop.run_in_executor(None, print), lambda: loop.call_soon_threadsafe(print)):
    try:
        call()
    except RuntimeError as error:
        print("RuntimeError:", error)
print(loop)
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print("RuntimeError:", error)
try:
    asyncio.current_task()
except RuntimeError as error:
    print("RuntimeError:", error)

policy = asyncio.get_event_loop_policy()
print(type(policy).__name__)
class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        print("policy makes a loop")
        return super().new_event_loop()
asyncio.set_event_loop_policy(Policy())
print(asyncio.run(add()))
asyncio.set_event_loop_policy(None)
print(type(asyncio.get_event_loop_policy()).__name__)

loop = asyncio.new_event_loop()
fut = loop.create_future()
loop.call_later(0.01, loop.stop)
try:
    loop.run_until_complete(fut)
except RuntimeError as error:
    print("RuntimeError:", error)
loop.call_soon(fut.set_result, "late")
print(loop.run_until_complete(fut))
async def other(f):
    await f
fut = asyncio.new_event_loop().create_future()
try:
    loop.run_until_complete(fut)
except ValueError as error:
    print("ValueError:", error)
loop.close()
