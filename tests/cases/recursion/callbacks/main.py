"""Functions that call themselves by way of built-in ones."""

import functools
import re


def by_sorted(value):
    return sorted([1, 2], key=by_sorted)


def by_map(value):
    return list(map(by_map, [value]))


def by_max(value):
    return max([1], key=by_max)


def by_eval(value):
    return eval("by_eval(1)")


def by_exec(value):
    exec("by_exec(1)")


def by_sub(match):
    return re.sub("a", by_sub, "a")


def by_any(value):
    return any(by_any(one) for one in [value])


def by_reduce(left, right=1):
    return functools.reduce(by_reduce, [1, 2])


@functools.lru_cache(maxsize=None)
def by_cache(value):
    return by_cache(value + 1)


for function in by_sorted, by_map, by_max, by_eval, by_exec, by_sub, by_any, by_reduce, by_cache:
    try:
        function(1)
    except RecursionError as error:
        print(function.__name__, str(error).startswith("maximum recursion depth exceeded"))
