import asyncio

loop = asyncio.new_event_loop()
loop.close()
loop.close()
print(loop.is_closed())
for attempt in (
    lambda: loop.call_soon(print),
    lambda: loop.call_later(1, print),
    lambda: loop.run_forever(),
    lambda: loop.create_future().set_result(1),
):
    try:
        print(attempt())
    except RuntimeError as error:
        print("RuntimeError:", error)
