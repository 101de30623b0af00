"""Special methods that call themselves without end."""


class Repr:
    def __repr__(self):
        return repr(self)


class Str:
    def __str__(self):
        return f"{self}"


class Equal:
    def __eq__(self, other):
        return self == other


class Hash:
    def __hash__(self):
        return hash(self)


class Call:
    def __call__(self):
        return self()


class Missing(dict):
    def __missing__(self, key):
        return self[key]


class Init:
    def __init__(self):
        Init()


class Property:
    @property
    def value(self):
        return self.value


class Attribute:
    def __getattr__(self, name):
        return getattr(self, name)


class Add:
    def __add__(self, other):
        return self + other


class Iterate:
    def __iter__(self):
        return iter(list(self))


class Meta(type):
    def __instancecheck__(cls, instance):
        return isinstance(instance, cls)


class Checked(metaclass=Meta):
    pass


def attempt(name, action):
    try:
        action()
    except RecursionError as error:
        print(name, str(error).startswith("maximum recursion depth exceeded"))


attempt("repr", lambda: repr(Repr()))
attempt("str", lambda: str(Str()))
attempt("eq", lambda: Equal() == Equal())
attempt("hash", lambda: hash(Hash()))
attempt("call", lambda: Call()())
attempt("missing", lambda: Missing()[1])
attempt("init", Init)
attempt("property", lambda: Property().value)
attempt("attribute", lambda: Attribute().name)
attempt("add", lambda: Add() + 1)
attempt("iterate", lambda: list(Iterate()))
attempt("isinstance", lambda: isinstance(1, Checked))
