"""Syntax errors in CPython's words, where the parser has words of its own."""

import ast
import codecs
import re

import _interleave_handlers

# The parser names here what CPython's calls no more than invalid.
_INVALID = re.compile(
    "expected symbol after `as`|exception missing in `raise`|star import must be the only import|"
    "expected `def`, `with` or `for` to follow `async`"
)

_FUNCTION = re.compile(r"\s*(async\s+)?def\s+\w+\s*\(.*\)\s*")

_STRING = re.compile(r"""(?i:[bfu]?)("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")

_NEXT = re.compile(r"""\s+(?:[bfru]*(?P<quote>["']).*?(?P=quote)|(?!(?:and|as|else|for|if|in|is|not|or)\b)\w+)""", re.ASCII)


def compiled(source, *args, **kwargs):
    """What `compile` answers; its errors say what CPython's say."""
    try:
        code = compile(source, *args, **kwargs)
    except SyntaxError as error:
        _reword(error, source)
        raise
    tree = _interleave_handlers.kept(source)
    return code if tree is None else compile(tree, *args, **kwargs)


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
    elif error.msg.startswith("unterminated triple-quoted") and _text(source).endswith("\n"):
        # The parser counts what follows the last line's end as a line.
        lines = len(_text(source).splitlines())
        error.msg = re.sub(r"at line \d+", f"at line {lines}", error.msg)
    elif error.msg == "got unexpected unicode":
        _reword_escape(error, _line(error, source))
    elif error.msg == "invalid syntax":
        line = _line(error, source)
        if _forgot_comma(error, line, source):
            return
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


def _reword_escape(error, line):
    """Says which escape of a text is none, as the codec does."""
    for match in _STRING.finditer(line):
        if match.start() < error.offset <= match.end():
            text = "".join(letter if letter.isascii() else f"\\U{ord(letter):08x}" for letter in match[1][1:-1])
            try:
                codecs.decode(text.encode(), "unicode_escape")
            except UnicodeDecodeError as fault:
                error.msg = f"(unicode error) {fault}"
                error.offset, error.end_offset = match.start() + 1, match.end() + 1
            return


def _forgot_comma(error, line, source):
    """Whether two values stand side by side in a dict; says so as CPython's grammar does."""
    column = (error.offset or 1) - 1
    if not re.search(r"[\w\"')\]}]\s*:\s*$", line[:column]):
        return False
    below = _text(source).splitlines()[error.lineno :]
    rest = "\n".join([line[column:], *below[:1]])
    for match in _NEXT.finditer(rest):
        try:
            ast.parse(rest[: match.start()].strip(), mode="eval")
        except SyntaxError:
            continue
        if match["quote"] and rest[: match.start()].isidentifier():
            # CPython takes the name for the start of a text, such as `f"…"`, and blames what follows.
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            error.offset, error.end_offset = column + 1 + start, column + 1 + match.end()
            return True
        error.msg = "invalid syntax. Perhaps you forgot a comma?"
        error.end_offset = column + 1 + min(match.end(), len(line[column:].rstrip()))
        return True
    return False


def _text(source):
    if isinstance(source, bytes):
        source = source.decode("utf-8", "replace")
    return source if isinstance(source, str) else ""


def _line(error, source):
    """The line of an error; its own text may have been cut."""
    lines = _text(source).splitlines()
    number = (error.lineno or 1) - 1
    return lines[number] if number < len(lines) else ""
