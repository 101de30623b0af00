# Where a positional argument follows a keyword: the token that CPython's parser had come to.
TEXTS = [
    "f(a=1, 2)",
    "f(a=1, 2, 3)",
    "f(a=1, 2, b=3, 4)",
    "f(a=1, 2, b=3, g(4, c=5), 6)",
    "f(a=1, 2, b=3, *c, d=4)",
    "f(a=1,\n  (2, 3),\n  'x, y')",
    "f(a=1, [x for x in y], lambda: 0)",
    "f(**a, 1)",
    "f(**a, 1, b=2, **c, *d)",
    "f(a=1, **b, *c)",
    "f(1, a=1, **b, *c, d=2)",
    "asyncio.gather(return_exceptions=True, work(1), work(2))",
    "await asyncio.wait(timeout=1, tasks)",
]
for text in TEXTS:
    try:
        compile(text, "<text>", "exec", flags=0x2000)
    except SyntaxError as error:
        print(repr(text), "|", error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
