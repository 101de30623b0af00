"""The tokens of a text that may not parse."""

import re

TOKEN = re.compile(
    r"""(?i:[bfru]{0,2})(?:(?P<quotes>\"{3}|'{3})(?:[^\\]|\\.)*?(?P=quotes)|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"""|\#[^\n]*|\d[\w.]*|\w+|\*\*=?|//=?|>>=?|<<=?|!=|->|:=|[-+*/%&|^=<>@]=|\.\.\.|\S""",
    re.DOTALL,
)


def open_brackets(text, end):
    """Where the brackets begin that are open before `end`, the outermost first."""
    found = []
    for match in TOKEN.finditer(text, 0, end):
        if match[0] in ("(", "[", "{"):
            found.append(match.start())
        elif match[0] in (")", "]", "}") and found:
            found.pop()
    return found


def following(text, at):
    """Where the token begins that is at `at` or after it; the text's end, if there is none."""
    return next((match.start() for match in TOKEN.finditer(text, at) if match[0][0] != "#"), len(text))
