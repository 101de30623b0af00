import asyncio
from dataclasses import dataclass


def tell(f):
    try:
        f()
    except Exception as error:
        print(type(error).__name__, error)


def unknown_name():
    def f(x: Queue) -> int: ...


def class_in_itself():
    class Node:
        def link(self, other: Node) -> None: ...


def unknown_generic():
    class Box:
        items: List[int] = []


def every_parameter():
    def f(x: "Queue", *rest: int, key: str = "", **more: asyncio.Queue) -> "None": ...
    print(sorted(f.__annotations__))


def union_with_a_string():
    def f(x: int | "Later"): ...


def local_name():
    x: Unknown = 3
    print(x)


def type_parameter():
    def f[T](x: T) -> T: return x
    print(f(3))


def data_class():
    @dataclass
    class Point:
        x: int
        y: float | None = None
    print(Point(1), Point.__annotations__)


def unknown_attribute():
    class A:
        me: asyncio.Missing


def coroutine_function():
    async def f(q: asyncio.Queue[int]) -> list[str]: return []
    print(asyncio.run(f(None)), f.__annotations__)


def name_bound_later():
    def f(x: Late): ...
    Late = 3


def generic_class():
    class G[T]:
        def m(self, x: T) -> "G[T]": return x
        y: T
    print(G().m(1), G.__annotations__)
for f in [
    unknown_name,
    class_in_itself,
    unknown_generic,
    every_parameter,
    union_with_a_string,
    local_name,
    type_parameter,
    data_class,
    unknown_attribute,
    coroutine_function,
    name_bound_later,
    generic_class,
]:
    tell(f)

order = []


def note(name):
    order.append(name)
    return int


def f(a: note("a"), /, b: note("b"), *c: note("c"), d: note("d"), **e: note("e")) -> note("r"): ...

value: note("annotation") = note("value")
print(order)
