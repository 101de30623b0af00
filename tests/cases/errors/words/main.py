# What a learner's mistakes are called.
import abc
import math


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...

    @abc.abstractmethod
    def name(self): ...


def unbound():
    print(count)
    count = 1


def deleted():
    value = 1
    del value
    return value


def outer():
    def inner():
        return later

    inner()
    later = 1


class Both(ValueError, KeyError):
    pass


class Own(ValueError):
    def __str__(self):
        return "own: " + super().__str__()


def unpack():
    a, b = [1, 2, 3]


def raise_text():
    raise "text"


def remove_item():
    del (1, 2)[0]


def remove_of_own():
    del Own()[0]


def remove_of_number():
    del (5)[0]


def layouts():
    class Mixed(int, str):
        pass


mistakes = [
    lambda: Shape(),
    unbound,
    deleted,
    outer,
    unpack,
    raise_text,
    remove_item,
    remove_of_own,
    remove_of_number,
    layouts,
    lambda: {[]},
    lambda: {1, {}},
    lambda: {[]: 1},
    lambda: 1 in None,
    lambda: [1] + (2,),
    lambda: (1,) + [2],
    lambda: [1, 2].append(3, 4),
    lambda: [3].append(),
    lambda: len(),
    lambda: len([], []),
    lambda: "a".join(),
    lambda: "a".upper(1),
    lambda: {}.keys(1),
    lambda: [2, 1].sort(lambda x: x),
    lambda: [1].remove(2),
    lambda: [1].index(2),
    lambda: ["a"].index("b"),
    lambda: [1, 2].index(1, -1),
    lambda: math.sqrt(-1),
    lambda: math.log(0),
    lambda: math.acos(2),
    lambda: math.sqrt(),
    lambda: 1 / 0,
    lambda: 1 // 0,
    lambda: 1 % 0,
    lambda: divmod(1, 0),
    lambda: 1.0 / 0,
    lambda: 1 / 0.0,
    lambda: 1.0 // 0,
    lambda: 1.0 % 0,
    lambda: divmod(1.0, 0),
    lambda: True // False,
    lambda: 1j / 0,
    lambda: 0**-1,
]
for mistake in mistakes:
    try:
        mistake()
    except Exception as error:
        print(repr(error), error, error.args, sep=" | ")
print(Both("key"), repr(Both("key")), Own("text"), Own())
