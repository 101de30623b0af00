# What copies and pickles keep, and what has none.
import asyncio, copy, pickle, os, queue, shutil, threading

error = ValueError("x")
error.add_note("a note")
error.attribute = 5
for made in (copy.copy(error), pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):
    print(repr(made), made.__notes__, made.attribute)
for thing in (threading.Lock(), threading.RLock(), queue.Queue(), threading.Event(), threading.Condition()):
    for action in (pickle.dumps, copy.copy, copy.deepcopy):
        try:
            action(thing)
            print(type(thing).__name__, action.__name__)
        except TypeError as error:
            print(type(thing).__name__, action.__name__, error)
for thing in (asyncio.Lock(), asyncio.Event(), asyncio.Semaphore(2), asyncio.Queue(3), asyncio.PriorityQueue()):
    copied = pickle.loads(pickle.dumps(thing))
    print(type(copied).__name__, type(copy.copy(thing)).__name__)
waiting = asyncio.Queue(2)
waiting.put_nowait("kept")
copied = pickle.loads(pickle.dumps(waiting))
print(copied.qsize(), copied.maxsize, copied.get_nowait())
copied.task_done()
asyncio.run(copied.join())
try:
    os.get_terminal_size()
except OSError as error:
    print(error)
print(shutil.get_terminal_size((70, 20)))
