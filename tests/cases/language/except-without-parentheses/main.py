# Handlers of several types: 3.13 wants parentheses, 3.14 does not.
import ast

texts = [
    "try: pass\nexcept A, B: pass",
    "try: pass\nexcept* A, B: pass",
    "if 1:\n    try:\n        pass\n    except  ValueError , KeyError :\n        pass\n",
    "try: pass\nexcept A, B, C: pass",
    "try:\n  é\nexcept A, É:\n  pass",
    "try: pass\nexcept (A, B): pass",
    "try: pass\nexcept f(a, b): pass",
    "x = '''\nexcept A, B: pass\n'''",
    "try: pass\nexcept A: # a, b\n  pass",
]
for text in texts:
    for how in (
        lambda: compile(text, "name.py", "exec"),
        lambda: compile(text.encode(), "name.py", "exec"),
        lambda: ast.parse(text),
    ):
        try:
            how()
            print("accepted")
        except SyntaxError as error:
            place = error.lineno, error.offset, error.end_lineno, error.end_offset
            print(error.msg, error.filename, place, repr(error.text))
try:
    exec("try: pass\nexcept A, B: pass")
except SyntaxError as error:
    print(error)
