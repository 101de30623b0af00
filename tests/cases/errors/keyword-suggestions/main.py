"""Calls with a keyword argument that is almost one of the function's."""

import asyncio
import dataclasses
import functools
import json
import queue
import random
import threading


def attempt(function, *args, **options):
    try:
        made = function(*args, **options)
    except (TypeError, RuntimeError) as error:
        print(error)
    else:
        if asyncio.iscoroutine(made):
            made.close()
        print("taken")


def keywords(*, alpha, beta=1): ...


def places(a, b, /, count=1): ...


def takes_all(name, **others): ...


class Card:
    def __init__(self, name, size=1): ...

    def method(self, *, timeout=None): ...

    @staticmethod
    def static(value): ...

    @classmethod
    def made(cls, value=1): ...

    async def fetch(self, retries=1): ...


@dataclasses.dataclass
class Point:
    first: int
    second: int = 2


# A call that was made often is made in another way.
for _ in range(20):
    attempt(keywords, alpa=1)
for options in ({"alpha": 1, "beat": 2}, {"gamma": 1}, {"Alpha": 1}):
    attempt(keywords, **options)
attempt(places, 1, b=2)
attempt(places, 1, 2, cont=3)
attempt(takes_all, nam=1)
attempt(Card, nam=1)
attempt(Card("x").method, timeou=1)
attempt(Card.static, valu=1)
attempt(Card.made, valeu=1)
attempt(Card("x").fetch, retrie=1)
attempt(lambda key: 0, keys=1)
attempt(functools.partial(keywords), alpa=1)
attempt(Point, frst=1)
attempt(json.dumps, {}, indnt=1)
attempt(threading.Thread, targt=1)
attempt(queue.Queue, maxsiz=1)
attempt(random.choices, [1], weigts=1)
attempt(sorted, [1], kye=len)
attempt(sorted, [1], revers=True)
attempt([].sort, revers=True)
attempt(print, "x", edn="")
attempt(int, "1", bas=2)
attempt(open, "x", mod="r")
attempt("x".split, maxsplits=2)
attempt(round, 1.5, ndigit=1)
attempt(asyncio.gather, return_exception=True)
attempt(asyncio.wait_for, None, timeot=1)
attempt(asyncio.create_task, None, nam=1)
attempt(asyncio.Queue, max_size=1)


def inside(**options):
    keywords(**options)


try:
    # What is raised inside of a function is not about its caller's.
    inside(alpa=1)
except TypeError as error:
    print(error, len(error.args))


async def main():
    loop = asyncio.get_running_loop()
    attempt(loop.call_soon, print, contxt=1)
    attempt(loop.call_later, 1, print, contxt=1)
    attempt(loop.call_at, 1, print, contxt=1)
    attempt(loop.call_soon_threadsafe, print, contxt=1)
    work = asyncio.sleep(0)
    attempt(loop.create_task, work, nam=1)
    attempt(asyncio.create_task, work, nam=1)
    attempt(asyncio.Task, work, lop=1)
    attempt(asyncio.Future, lop=1)
    task = asyncio.create_task(work)
    attempt(task.cancel, mesg="x")
    attempt(task.add_done_callback, print, contxt=1)
    attempt(task.get_stack, limt=1)
    async with asyncio.TaskGroup() as group:
        attempt(group.create_task, work, nam=1)


asyncio.run(main())
