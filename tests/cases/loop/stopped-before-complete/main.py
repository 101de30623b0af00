import asyncio


async def main(loop):
    loop.call_soon(loop.stop)
    await asyncio.sleep(10)


loop = asyncio.new_event_loop()
task = loop.create_task(main(loop))
try:
    loop.run_until_complete(task)
except RuntimeError as error:
    print(error)
print(task.done())
task.cancel()
try:
    loop.run_until_complete(task)
except asyncio.CancelledError:
    print("cancelled")
loop.close()
