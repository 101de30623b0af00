import asyncio

loop = asyncio.new_event_loop()
count = 0


def tick():
    global count
    count += 1
    print("tick", count)
    if count == 3:
        loop.stop()
        loop.call_soon(print, "in the next run")
        print("stop was called")
    else:
        loop.call_later(0.05, tick)


loop.call_soon(tick)
loop.run_forever()
print("stopped", loop.is_running(), loop.is_closed())
loop.stop()
loop.run_forever()
print("once more")
loop.close()
print(loop.is_closed())
