"""Program texts nested too deeply are refused by an exception."""


def attempt(name, text):
    try:
        compile(text, "text", "exec")
        print(name, "compiles")
    except (SyntaxError, RecursionError, MemoryError):
        print(name, "is refused")


def formatted(depth):
    text = "1"
    for _ in range(depth):
        text = "f'{" + text + "}'"
    return text


attempt("50 parentheses", "(" * 50 + ")" * 50)
attempt("10,000 parentheses", "(" * 10_000 + ")" * 10_000)
attempt("10,000 brackets", "[" * 10_000 + "]" * 10_000)
attempt("20 f-strings", formatted(20))
attempt("10,000 f-strings", formatted(10_000))
attempt("a sum of 1,000", "+".join(["a"] * 1_000))
attempt("50 levels", "".join(" " * n + "if 1:\n" for n in range(50)) + " " * 50 + "pass\n")
attempt("20,000 signs", "-" * 20_000 + "1")
attempt("20,000 lambdas", "lambda:" * 20_000 + "1")
print(eval("+".join(["1"] * 1_000)))
