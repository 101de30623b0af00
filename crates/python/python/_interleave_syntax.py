"""Syntax errors in CPython's words, where the parser has words of its own."""

import ast
import codecs
import keyword
import re
import warnings

import _interleave_annotations
import _interleave_commas
import _interleave_groups
import _interleave_handlers
import _interleave_runtime
import _interleave_tokens

# What the parser says where CPython's says no more than that it is invalid: all with a keyword in it, and these.
_INVALID = re.compile(
    ".*`|exception missing in 'raise'|star import must be the only import|await expression cannot be used here|"
    "yield expression cannot be used here|expected a simple statement|cannot have both 'except' and 'except|"
    "illegal target for annotation|expected a module name|expected one or more exception types|"
    "expected class, function definition or async"
)

_UNCLOSED = re.compile(r"'[(\[{]' was never closed")

# What the compiler finds by looking through the whole text.
_ANYWHERE = re.compile("named arguments must follow|invalid syntax[.]")

# What the compiler says of statements that parse.
_ELSEWHERE = re.compile("cannot use (?:double )?starred|cannot have both")

# What CPython finds in the tokens, wherever its parser has given up.
_LEXICAL = re.compile(
    "unterminated|\\(unicode|unmatched|closing parenthesis|unexpected character|invalid (?:[a-z]+ literal|character|non)|"
    "leading zeros|f-string"
)

# The ones whose range CPython draws to the end of the second of two expressions, or of an equals sign.
_TO_END = re.compile(r"invalid syntax\. Maybe you meant '==' or|Missing parentheses in call")
_TO_EQUALS = re.compile("expression cannot contain assignment|cannot assign to (?:True|False|None)$")

# What is said of expressions between which a comma may be missing.
_COMMA = re.compile(r"invalid syntax(?:$|\. Perhaps you forgot)|expression cannot contain assignment|cannot assign to iterable arg")

_AT_A_POINT = re.compile("f-string: (?:unmatched|single)")

_FUNCTION = re.compile(r"\s*(?:(async\s+)?def\s+\w+\s*\(.*\)|try|else|finally)\s*")

_STRING = re.compile(r"""(?i:[bfu]?)("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")


def compiled(source, *args, **kwargs):
    """What `compile` answers; handlers keep what they handle, and annotations are evaluated."""
    code = compile(source, *args, **kwargs)
    passes = []
    if _interleave_handlers.may_forget(source):
        passes.append(_interleave_handlers.keep)
    if _interleave_groups.may_raise(source):
        passes.append(_interleave_groups.watch)
    if _interleave_annotations.has_any(code):
        passes.append(_interleave_annotations.evaluate)
    if not passes:
        return code
    try:
        tree = ast.parse(source)
        if not any([change(tree) for change in passes]):
            return code
        with warnings.catch_warnings():
            # They have been told.
            warnings.simplefilter("ignore")
            return compile(ast.fix_missing_locations(tree), *args, **kwargs)
    except RecursionError:
        # What compiles may be too deep to be walked through.
        return code


# Tracebacks leave out the import system's frames down to one of this name.
compiled.__code__ = compiled.__code__.replace(
    co_filename="<frozen importlib._bootstrap>", co_name="_call_with_frames_removed"
)


def reworded(error, source, is_eval):
    """A syntax error as CPython raises it; `compile`, `eval` and `exec` ask for it."""
    text = _text(source)
    if is_eval:
        text = source = text.lstrip(" \t")
    if not text or type(error) not in (SyntaxError, IndentationError, TabError):
        return error
    failing = _interleave_runtime.failing_statement(text)
    if failing is not None:
        error = _focused(error, failing[0], text)
        lines = text.splitlines(keepends=True)
        if error.lineno and error.lineno <= len(lines):
            error.text = lines[error.lineno - 1].rstrip("\r\n") + "\n"
    _reword(error, source, failing)
    if error.text:
        # The tokens' errors come before the end of the line is known.
        is_token = _UNCLOSED.fullmatch(error.msg) or _LEXICAL.match(error.msg) and not error.msg.startswith("(unicode")
        error.text = error.text.rstrip("\r\n") + ("" if is_token else "\n")
    place = error.filename, error.lineno, error.offset, error.text, error.end_lineno, error.end_offset
    if error.msg.startswith(("unexpected indent", "unindent")) and not isinstance(error, IndentationError):
        return IndentationError(error.msg, place)
    error.args = (error.msg, place)
    return error


def _focused(error, text, whole):
    """The error of the failing statement alone."""
    if text == whole:
        return error
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            _interleave_runtime.compile_plainly(text, error.filename or "<string>", "exec")
        except SyntaxError as focused:
            return focused.with_traceback(None)
    return error


def _blame_first(error, line, failing):
    """Whether the parser gave up before it came to what the compiler blames; blames that place then."""
    _, number, column, is_at_end, words = failing
    if _UNCLOSED.fullmatch(error.msg):
        # CPython finds out in a later line only.
        rest = line[column - 1 :].split("#")[0].strip()
        is_first = error.offset <= column and rest
        is_other = number == error.lineno and is_first and not is_at_end
    elif isinstance(error, IndentationError) or _LEXICAL.match(error.msg):
        is_other = False
    else:
        place = error.lineno, error.offset
        is_other = place > (number, column) or (
            (error.lineno < number and _ANYWHERE.match(error.msg)) or (place != (number, column) and _ELSEWHERE.match(error.msg))
        )
    if is_other:
        error.msg, error.offset, error.end_offset = "invalid syntax", column, 0
        error.lineno = error.end_lineno = number
        if words == "Unexpected indentation":
            error.msg = "unexpected indentation"
        elif words.startswith("unindent"):
            error.msg, error.end_offset = words, -1
    return is_other


def _reword(error, source, failing):
    if failing is not None:
        line = _line(error, source)
        if _blame_first(error, line, failing):
            line = error.text = _line(error, source)
            if error.end_offset < 0:
                error.offset = len(line) + 1
        line = line.rstrip("\n")
        if error.msg == "invalid syntax" and error.lineno == failing[1] and error.offset < failing[2]:
            # It is the first token that can't be.
            error.offset, error.end_lineno, error.end_offset = failing[2], error.lineno, 0
        if error.msg == "invalid syntax" and error.end_offset == 0:
            error.offset = min(error.offset, len(line) + 1)
            error.end_offset = error.offset + (len(_token(line, error.offset - 1)) or 1)
    if failing is not None and _COMMA.match(error.msg):
        if _forgot_comma(error, source, failing):
            return
    column = (error.offset or 1) - 1
    if error.msg == "unexpected indentation":
        line = _line(error, source)
        error.msg = "unexpected indent"
        error.offset, error.end_offset = len(line) - len(line.lstrip()), -1
    elif isinstance(error, IndentationError):
        if error.msg.startswith("expected an indented block") and _blame_dedent(error, source):
            return
        if error.end_lineno != error.lineno or error.end_offset == error.offset:
            error.end_lineno, error.end_offset = error.lineno, -1
    elif _INVALID.match(error.msg):
        if "star" in error.msg:
            error.offset, error.end_offset = column + 2, column + 3
        else:
            line = _line(error, source)
            if "target" in error.msg:
                column = error.end_offset - 1
            elif failing is not None and failing[1] == error.lineno:
                column = min(failing[2] - 1, len(line))
            error.offset = column + 1
            error.end_lineno, error.end_offset = error.lineno, column + 1 + (len(_token(line, column)) or 1)
        error.msg = "invalid syntax"
    elif error.msg.startswith("unterminated triple-quoted") and _text(source).endswith("\n"):
        # The parser counts what follows the last line's end as a line.
        lines = len(_text(source).splitlines())
        error.msg = re.sub(r"at line \d+", f"at line {lines}", error.msg)
    elif error.msg == "got unexpected unicode":
        _reword_escape(error, _line(error, source))
    elif _TO_END.match(error.msg) and error.end_lineno == error.lineno:
        _extend(error, _line(error, source))
    elif error.msg.startswith("expression cannot contain") and (error.text or "")[column : column + 1] == "=":
        error.msg, error.end_offset = "invalid syntax", error.offset + 1
    elif _TO_EQUALS.match(error.msg) and _line(error, source)[error.end_offset - 1 : error.end_offset] == "=":
        error.end_offset += 1
    elif error.msg.startswith("positional argument follows"):
        text = _text(source)
        _blame_token(error, text, _after_arguments(text, _offset(text, error.lineno, error.offset)))
    elif error.msg.startswith("iterable argument unpacking follows"):
        # From the comma before it, to the token after the one behind it.
        text = _text(source)
        end = _offset(text, error.end_lineno, error.end_offset)
        if text[end : end + 1] == ",":
            error.end_lineno, error.end_offset = _place(text, _interleave_tokens.following(text, end + 1))
        error.lineno, error.offset = _place(text, text.rfind(",", 0, _offset(text, error.lineno, error.offset)))
        error.text = _line(error, source)
    elif _AT_A_POINT.match(error.msg):
        error.end_offset = error.offset
    elif error.msg.startswith("Expected one or more names after"):
        line = _line(error, source)
        if token := _token(line, column).lstrip("#"):
            error.msg, error.end_offset = "invalid syntax", error.offset + len(token)
        elif error.end_offset > len(line):
            error.end_offset = error.offset
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
        elif failing is not None:
            text = _text(source)
            _blame_bracket(error, text, _offset(text, error.lineno, error.offset))


def _forgot_comma(error, source, failing):
    """Whether a comma may be forgotten before what fails; says so."""
    text = _text(source)
    _, number, column, *_ = failing
    found = _interleave_commas.forgotten(text, _offset(text, number, column))
    if found:
        error.msg = "invalid syntax. Perhaps you forgot a comma?"
        (error.lineno, error.offset), (error.end_lineno, error.end_offset) = (_place(text, at) for at in found)
        error.text = _line(error, source)
        _blame_bracket(error, text, found[1])
        return True
    if error.msg.startswith("invalid syntax."):
        error.msg, error.lineno, error.offset = "invalid syntax", number, column
        error.text = _line(error, source)
        error.end_lineno, error.end_offset = number, column + (len(_token(error.text, column - 1)) or 1)
    return False


def _blame_bracket(error, text, read):
    """Blames a bracket that is never closed, where the token after what was read is beyond its line."""
    brackets = _interleave_tokens.open_brackets(text, len(text))
    if not brackets:
        return
    line, column = _place(text, brackets[-1])
    if line < _place(text, _interleave_tokens.following(text, read))[0]:
        error.msg = f"'{text[brackets[-1]]}' was never closed"
        error.lineno = error.end_lineno = line
        error.offset, error.end_offset = column, 0
        error.text = text.split("\n")[line - 1]


def _offset(text, line, column):
    """Where the `column`th character of a line is, both from 1."""
    return sum(len(other) + 1 for other in text.split("\n")[: line - 1]) + column - 1


def _place(text, at):
    """Line and column, from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _after_arguments(text, at):
    """What follows the positional argument at `at`, those after it, and keywords after those (`invalid_arguments`)."""
    depth = 0
    is_named = is_after_named = is_after_mapping = False
    begun = at
    for match in _interleave_tokens.TOKEN.finditer(text, at):
        token = match[0]
        if token in ("(", "[", "{"):
            depth += 1
        elif depth == 0 and token in (",", ")"):
            if token == ")" or is_after_named and not is_named and text[begun] != "*":
                return match.start()
            is_after_named, is_named = is_after_named or is_named, False
            begun = _interleave_tokens.following(text, match.end())
            if is_after_mapping and text[begun : begun + 1] == "*" and text[begun : begun + 2] != "**":
                return begun
        elif token in (")", "]", "}"):
            depth -= 1
        elif depth == 0 and (token == "=" or token == "**" and match.start() == begun):
            is_named, is_after_mapping = True, is_after_mapping or token == "**"
    return at


def _blame_token(error, text, at):
    error.lineno, error.offset = _place(text, at)
    error.end_lineno, error.end_offset = error.lineno, error.offset + len(_interleave_tokens.TOKEN.match(text, at)[0])
    error.text = text.split("\n")[error.lineno - 1]


def _blame_dedent(error, source):
    """Whether the block that is missing is followed by a line further out; blames that one then."""
    lines = _text(source).splitlines(keepends=True)
    head = re.search(r"on line (\d+)$", error.msg)
    following = (number for number in range(error.lineno, len(lines)) if lines[number].split("#")[0].strip())
    below = next(following, None)
    if head is None or below is None or _indent(lines[below]) >= _indent(lines[int(head[1]) - 1]):
        return False
    error.lineno = error.end_lineno = below + 1
    error.offset, error.end_offset, error.text = _indent(lines[below]), -1, lines[below]
    return True


def _indent(line):
    return len(line) - len(line.lstrip())


def _token(line, column):
    match = _interleave_tokens.TOKEN.match(line, column)
    return match[0] if match else ""


def _extend(error, line):
    """Lets an error reach from the begin of its first expression to the end of its last."""
    begun = error.offset - 1
    first = _interleave_tokens.TOKEN.match(line, begun)
    if first is None:
        return
    word = first[0]
    if keyword.iskeyword(word) and word not in ("None", "True", "False", "await", "lambda", "not"):
        error.msg, error.end_offset = "invalid syntax", error.offset + len(word)
        return
    while begun and re.match(r"[\w.]", line[begun - 1]):
        begun -= 1
    error.offset = begun + 1
    reached = error.end_offset - 1
    ends = (match for match in _interleave_tokens.TOKEN.finditer(line, begun) if match.end() >= reached)
    last = next(ends, None)
    if last is None:
        return
    start = last.end() if last[0] in ("=", "print", "exec") else last.start()
    ends = [match.end() for match in _interleave_tokens.TOKEN.finditer(line, start)]
    for end in reversed(ends[:64]):
        if end > reached and _interleave_commas.is_expression(line[start:end]):
            error.end_offset = end + 1
            return


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


def _text(source):
    if isinstance(source, bytes):
        source = source.decode("utf-8", "replace")
    return source if isinstance(source, str) else ""


def _line(error, source):
    """The line of an error; its own text may have been cut."""
    lines = _text(source).splitlines()
    number = (error.lineno or 1) - 1
    return lines[number] if number < len(lines) else ""
