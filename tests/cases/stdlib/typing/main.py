from typing import (
    Any, Callable, Generic, Literal, NamedTuple, Optional, Protocol, TypedDict, TypeVar,
    Union, get_args, get_origin, get_type_hints, runtime_checkable,
)

T = TypeVar("T")


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)


@runtime_checkable
class Closes(Protocol):
    def close(self) -> None: ...


class Movie(TypedDict, total=False):
    title: str
    year: int


class Pair(NamedTuple):
    left: int
    right: int = 2


class File:
    def close(self) -> None:
        pass


def first[S](items: list[S]) -> S:
    return items[0]


type Names = list[str]

print(Stack[int], isinstance(File(), Closes), isinstance(3, Closes))
print(Movie(title="x"), Pair(1), Pair(1)._asdict())
print(get_type_hints(Stack.push), get_args(Literal["a", "b"]), get_origin(dict[str, int]))
print(Optional[int] == Union[int, None], Callable[[int], str], Any)
print(first(["a"]), Names, Names.__value__)
