"""A notebook: awaits at top level, in comprehensions, in formatted strings and conditions."""

import asyncio


async def fetch(number, delay=0.05):
    await asyncio.sleep(delay)
    return {"number": number, "square": number**2}


async def count(to):
    for number in range(to):
        yield number
        await asyncio.sleep(0)


results = [await fetch(number) for number in range(2)]
print(results)
print([number async for number in count(4) if number % 2])
print(f"formatted {(await fetch(3))['square']} and {await asyncio.sleep(0, 'result')!r}")
task = asyncio.create_task(fetch(7, 0.1), name="background")
print("not waiting", task.done())
if (answer := await fetch(5)) and answer["number"] == 5:
    print("walrus", answer)
while not task.done():
    await asyncio.sleep(0.03)
print(task.result(), task.get_name())
async with asyncio.TaskGroup() as group:
    tasks = [group.create_task(fetch(number, 0.1 - number / 50)) for number in range(3)]
print([each.result()["number"] for each in tasks])
try:
    async with asyncio.timeout(0.05):
        await fetch(1, 1)
except TimeoutError:
    print("timeout")
async for number in count(3):
    if number == 1:
        break
else:
    print("not printed")
lock = asyncio.Lock()
async with lock, asyncio.timeout(1):
    print("locked", lock.locked())
match await fetch(2):
    case {"square": 4, **rest}:
        print("matched", rest)
done, pending = await asyncio.wait(
    [asyncio.ensure_future(fetch(9)), asyncio.ensure_future(fetch(8, 9))], timeout=0.15
)
print(len(done), len(pending))
for each in pending:
    each.cancel()
print(await asyncio.gather(*pending, return_exceptions=True))


def helper():
    return asyncio.get_running_loop().create_task(fetch(4))


print((await helper())["square"], type(asyncio.current_task()).__name__)
squares = {number: (await fetch(number, 0))["square"] for number in range(3)}
print(squares, sum([value async for value in count(4)]))
