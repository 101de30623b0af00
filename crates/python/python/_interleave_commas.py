"""Forgotten commas, as CPython's grammar finds them (its rule `invalid_expression`).

Between brackets stands an expression where the one before it had not ended: the error reaches from
the begin of the first to the end of the second.
"""

import ast
import keyword
import re

import _interleave_runtime
import _interleave_tokens

# A bracket after these holds names.
_NAMES = re.compile(r"(?:\bdef\s+\w+\s*|\bimport\s*)$")

_SOFT = "_", "case", "match", "type"
#: So many tokens on either side are looked at.
_MOST = 64


def forgotten(text, at):
    """Where the two expressions begin and end between which a comma may be forgotten before `at`, or None."""
    brackets = _interleave_tokens.open_brackets(text, at)
    if not brackets or _NAMES.search(text, 0, brackets[-1]):
        return None
    tokens = list(_interleave_tokens.TOKEN.finditer(text, brackets[-1] + 1, at))
    if not tokens:
        return None
    end = tokens[-1].end()
    for index, token in enumerate(tokens[-_MOST:], max(len(tokens) - _MOST, 0)):
        before = tokens[index - 1][0] if index else "("
        if not _ends_before(before) or not is_expression(text[token.start() : end], "disjunction"):
            continue
        word = token[0]
        after = tokens[index + 1][0] if index + 1 < len(tokens) else text[at : at + 2]
        if word in _SOFT or word.isidentifier() and not keyword.iskeyword(word) and re.match("(?i:[bfru]{0,2})[\"']", after):
            return None
        if word in ("print", "exec") and index + 1 == len(tokens):
            return None
        reached = _reached(text, at)
        return reached and (token.start(), reached)
    return None


def _ends_before(word):
    """Whether an expression may begin after a word."""
    return keyword.iskeyword(word) and word not in ("None", "True", "False") or not (
        word == "." or word[-1] in ")]}\"'" or word[0].isalnum() or word[0] == "_"
    )


def _reached(text, at):
    """Where the longest expression ends that begins at `at`."""
    ends = []
    depth = 0
    for token in _interleave_tokens.TOKEN.finditer(text, at):
        depth += (token[0] in ("(", "[", "{")) - (token[0] in (")", "]", "}"))
        if depth < 0 or len(ends) == _MOST:
            break
        if not token[0].startswith("#"):
            ends.append(token.end())
    return next((end for end in reversed(ends) if is_expression(text[at:end], "expression")), None)


def is_expression(text, kind="several"):
    """Whether a text is one: `several` separated by commas too, or just a `disjunction`."""
    text = text.strip()
    if not text:
        return False
    try:
        # In brackets, it may have several lines.
        tree = _interleave_runtime.compile_plainly(f"({text}\n)", "<string>", "eval", ast.PyCF_ONLY_AST)
    except (SyntaxError, ValueError):
        return False
    body = tree.body
    if kind != "several" and isinstance(body, (ast.Tuple, ast.GeneratorExp)) and (text[0], text[-1]) != ("(", ")"):
        return False
    if isinstance(body, (ast.Yield, ast.YieldFrom, ast.NamedExpr)) and text[0] != "(":
        return False
    return kind != "disjunction" or text[0] == "(" or not isinstance(body, (ast.IfExp, ast.Lambda))
