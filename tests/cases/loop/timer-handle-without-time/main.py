"""Handles that a program makes by itself, with deadlines that are no numbers."""
import asyncio
from asyncio import TimerHandle


def callback(*args):
    print("called", args)


loop = asyncio.new_event_loop()
nothing = TimerHandle(None, callback, (1,), loop)
print(repr(nothing).split(" callback")[0], nothing.when(), nothing.cancelled())
print(nothing == TimerHandle(None, callback, (1,), loop), nothing != TimerHandle(None, callback, (2,), loop))
try:
    nothing < TimerHandle(1, callback, (), loop)
except TypeError as error:
    print(error)
text = TimerHandle("noon", callback, (), loop)
print(text > TimerHandle("morning", callback, (), loop), text.when(), hash(text) == hash("noon"))
early, late = TimerHandle(1, callback, (), loop), TimerHandle(2.5, callback, (), loop)
print(early < late, early <= late, early > late, early >= late, early == late, hash(early) == hash(1))
print(sorted([late, early])[0] is early, repr(late).split(" callback")[0])
nothing._run()
for wrong in ("soon", None, [1]):
    try:
        loop.call_at(wrong, callback)
        loop._run_once()
    except TypeError as error:
        print("TypeError")
loop.close()
