"""Texts whose last token is unfinished and not ASCII, by every way to compile one."""

import ast
import codeop
import importlib
import warnings

WORDS = ["Привет", "你好", "مرحبا", "שלום", "👩‍👩‍👧", "e\u0301", "𝒳", "Ｆｕｌｌ", "—", "é"]

# Each with the same message in every script, at the same character.
UNFINISHED = [
    "print('@",
    "print('@'",
    'print("@',
    "'''@",
    '"""b\'@',
    "x = '''@\n@",
    "'@' '@",
    "('@', '@",
    "['@'",
    "{'@': 1",
    "lambda: '@",
]

# RustPython's messages of these differ from CPython's.
PREFIXED = [
    "b'@",
    "r'@",
    "rb'@",
    "u'@",
    "f'@",
    "f'''@",
    "f'{@",
    "f'{x!r:@",
    'f"@{x!r:@',
    "f'{x:@'",
    "f'{x:{@",
    "'\\@",
    "'\\N{@",
]


def compile_exec(text):
    compile(text, "typed.py", "exec")


def compile_eval(text):
    compile(text, "typed.py", "eval")


def compile_single(text):
    compile(text, "typed.py", "single")


def compile_bytes(text):
    compile(text.encode(), "typed.py", "exec")


def compile_by_name(text):
    compile(source=text, filename="typed.py", mode="exec")


def exec_in_names(text):
    exec(text, {"x": 1})


def eval_bytes(text):
    eval(b"  " + text.encode())


COMPILING = [
    compile_exec,
    compile_eval,
    compile_single,
    compile_bytes,
    compile_by_name,
    exec,
    exec_in_names,
    eval,
    eval_bytes,
]

PARSING = [ast.parse, ast.literal_eval]


def outcome(way, text):
    try:
        way(text)
    except SyntaxError as error:
        return type(error).__name__, error.msg, error.lineno, error.offset
    except Exception as error:
        return type(error).__name__, str(error)
    return ("compiled",)


warnings.simplefilter("ignore")

for template in UNFINISHED:
    print(repr(template))
    words = {}
    for word in WORDS:
        text = template.replace("@", word)
        results = {outcome(way, text) for way in COMPILING}
        assert len(results) == 1, results
        words.setdefault(results.pop(), []).append(word)
        assert all(outcome(way, text)[0] == "SyntaxError" for way in PARSING)
    for result, words in words.items():
        print("   ", *result, ":", *words)

for template in PREFIXED:
    results = [outcome(way, template.replace("@", word))[0] for word in WORDS for way in COMPILING + PARSING]
    print(repr(template), set(results))

print("A prompt that waits for more:")
for text in ["'''Привет", "print('Привет'", "print('Привет", "for x in '你好':", "x = '你好'"]:
    print(repr(text), *outcome(codeop.compile_command, text))

print("Warnings come before the error:")
for text in [r"'\z'; x = 'Привет", r"'Привет\z'" + "\n(", "1or 'é\nx = 'é"]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = outcome(compile_exec, text)
    print(result[1], [(warning.lineno, str(warning.message)) for warning in caught])

print("Modules of the program:")
for name in "broken", "broken_bytes":
    try:
        importlib.import_module(name)
    except SyntaxError as error:
        print(error.msg, error.filename, error.lineno, error.offset)

exec("print('Привет')")
print(eval("'你好' + '!'"), ast.literal_eval("['שלום', '👩‍👩‍👧']"))
exec(compile("def é(ñ='—'):\n    print(ñ)\né()", "typed.py", "exec"))
