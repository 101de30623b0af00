import copy
import operator
from abc import ABC, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self): ...


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side**2


try:
    Shape()
except TypeError as error:
    print(error)
print(Square(3).area())
nested = {"a": [1, [2]]}
shallow, deep = copy.copy(nested), copy.deepcopy(nested)
nested["a"][1].append(3)
print(shallow, deep)
people = [{"n": "b", "age": 2}, {"n": "a", "age": 2}, {"n": "c", "age": 1}]
print([p["n"] for p in sorted(people, key=operator.itemgetter("age"))])
print(operator.attrgetter("side")(Square(2)), operator.methodcaller("upper")("x"))
