import functools
import operator

calls = []


@functools.lru_cache(maxsize=2)
def square(n):
    calls.append(n)
    return n * n


print(square(2), square(2), square(3), square(4), square(2), calls, square.cache_info())


@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80))
print(functools.reduce(operator.mul, range(1, 6)), functools.partial(int, base=2)("101"))


def logged(function):
    @functools.wraps(function)
    def wrapper(*args):
        print("calling", function.__name__)
        return function(*args)

    return wrapper


@logged
def add(a, b):
    """Adds."""
    return a + b


print(add(1, 2), add.__name__, add.__doc__)


@functools.singledispatch
def describe(thing):
    return "something"


@describe.register
def _(thing: int):
    return "a number"


@describe.register(list)
def _(thing):
    return f"a list of {len(thing)}"


print(describe("x"), describe(3), describe([1, 2]))


@functools.total_ordering
class Size:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n

    @functools.cached_property
    def doubled(self):
        print("computed")
        return self.n * 2


size = Size(4)
print(Size(1) <= size, size.doubled, size.doubled)
print(sorted("bca", key=functools.cmp_to_key(lambda a, b: (a < b) - (a > b))))
