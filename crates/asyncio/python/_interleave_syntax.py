"""Syntax errors in CPython's words, where the parser has words of its own."""

import re

# The parser names here what CPython's calls no more than invalid.
_INVALID = re.compile(
    "expected symbol after `as`|exception missing in `raise`|star import must be the only import|"
    "expected `def`, `with` or `for` to follow `async`"
)

_FUNCTION = re.compile(r"\s*(async\s+)?def\s+\w+\s*\(.*\)\s*")


def compiled(source, *args, **kwargs):
    """What `compile` answers; its errors say what CPython's say."""
    try:
        return compile(source, *args, **kwargs)
    except SyntaxError as error:
        _reword(error, source)
        raise


# Tracebacks leave out the import system's frames down to one of this name.
compiled.__code__ = compiled.__code__.replace(
    co_filename="<frozen importlib._bootstrap>", co_name="_call_with_frames_removed"
)


def _reword(error, source):
    column = (error.offset or 1) - 1
    if error.msg == "unexpected indentation":
        line = _line(error, source)
        error.msg = "unexpected indent"
        error.offset, error.end_offset = len(line) - len(line.lstrip()), -1
    elif _INVALID.match(error.msg):
        if "star" in error.msg:
            error.offset, error.end_offset = column + 2, column + 3
        error.msg = "invalid syntax"
    elif error.msg == "invalid syntax":
        line = _line(error, source)
        character = line[column : column + 1]
        if character and not character.isascii() and not character.isidentifier():
            error.end_offset = error.offset
            number = f"U+{ord(character):04X}"
            if character.isprintable():
                error.msg = f"invalid character '{character}' ({number})"
            else:
                error.msg = f"invalid non-printable character {number}"
        elif _FUNCTION.fullmatch(line[:column]):
            error.msg = "expected ':'"


def _line(error, source):
    """The line of an error; its own text may have been cut."""
    if isinstance(source, bytes):
        source = source.decode("utf-8", "replace")
    lines = source.splitlines() if isinstance(source, str) else []
    number = (error.lineno or 1) - 1
    return lines[number] if number < len(lines) else ""
