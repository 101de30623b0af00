"""The brackets of a text that may not parse."""

import re

_PIECE = re.compile(
    r"""(?i:[bfru]{0,2})(?P<quotes>\"{3}|'{3})(?:[^\\]|\\.)*?(?P=quotes)"""
    r"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\#[^\n]*|[(\[{]|[)\]}]""",
    re.DOTALL,
)


def open_at(text, end):
    """Where the brackets begin that are open before `end`, the outermost first."""
    found = []
    for match in _PIECE.finditer(text, 0, end):
        if match[0] in ("(", "[", "{"):
            found.append(match.start())
        elif match[0] in (")", "]", "}") and found:
            found.pop()
    return found
