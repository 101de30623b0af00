import asyncio


async def count(state):
    state["n"] += 1
    await asyncio.sleep(0.01)
    return state["n"]


state = {"n": 0}
with asyncio.Runner() as runner:
    print(runner.run(count(state)))
    print(runner.run(count(state)))
    loop = runner.get_loop()
    print(loop.is_closed())
print(loop.is_closed())
try:
    runner.run(main := count(state))
except RuntimeError as error:
    print(error)
main.close()
