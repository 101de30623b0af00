"""What the compiler says of texts that don't parse, and where."""

import ast

BEFORE = 'def f(*args, **options):\n    print(*args, sep="", **options)\n\n\n'

TEXTS = [
    "async def f(:",
    "async = 1",
    "async ef main():\n    pass",
    "if 1:\nx",
    "if 1:\n  x\n y",
    "  x = 1",
    "x = 1\n  y = 2",
    "x = = 1",
    "def f()\n  pass",
    "print 'x'",
    "print a, b",
    "f(a b)",
    "f(first iter([]))",
    "f(1.5 2)",
    "f(a 'x')",
    "f(async g())",
    "x = [1, 2",
    "f(1\ny = 2",
    "(1]",
    "1 +",
    "for x in:\n    pass",
    "for  in y:\n    pass",
    "while True print(1)",
    "try print(1)",
    "class A\n pass",
    "import",
    "from x import",
    "from ",
    "x: int = ",
    "f(x.y = 1)",
    "f(1 = 2)",
    "f(True=1)",
    "f(=1)",
    "if x = 1: pass",
    "while x = y.z: pass",
    "await await g()",
    "raise x from",
    "except A as :\n    pass",
    "a..b",
    "await g(): ",
    "x = 1\ny = 'abc",
    "lambda x y: 0",
    "print(x))",
    "a ? b",
    "a!",
    "await g(1) g(2)",
    "f'}'",
]


def told(way, text):
    try:
        way(text)
    except SyntaxError as error:
        return type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset
    return ("compiled",)


def by_compile(text):
    compile(text, "typed.py", "exec")


for text in TEXTS:
    print(repr(text), *told(by_compile, text))
    # Statements around it that are right change nothing but its line.
    alone, among = told(by_compile, text + "\n"), told(by_compile, BEFORE + text + "\nf(*BEFORE)\n")
    print("   ", *among[:2] if among[1:2] != alone[1:2] else ("and so among others",))
for way in (exec, ast.parse):
    print(*told(way, "f(*a)\nasync def f(:\n    pass\n"))
print(*told(eval, "  f(1.5 2)"))
try:
    compile("x = = 1", "typed.py", "exec")
except SyntaxError as error:
    print(error.args)
