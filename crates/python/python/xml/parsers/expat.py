"""Parses XML by `pyexpat`, as Python's module of this name does.

RustPython's parser takes a document that is not well-formed for one that ends where the
fault is. So each document is judged first: see `_interleave_xml`.
"""

import re
import sys

import _interleave_xml
import pyexpat
from pyexpat import *

# They can be imported by these names, too.
sys.modules["xml.parsers.expat.model"] = model
sys.modules["xml.parsers.expat.errors"] = errors

_MESSAGES = {
    _interleave_xml.SYNTAX: "syntax error",
    _interleave_xml.NO_ELEMENTS: "no element found",
    _interleave_xml.INVALID_TOKEN: "not well-formed (invalid token)",
    _interleave_xml.UNCLOSED_TOKEN: "unclosed token",
    _interleave_xml.TAG_MISMATCH: "mismatched tag",
    _interleave_xml.DUPLICATE_ATTRIBUTE: "duplicate attribute",
    _interleave_xml.JUNK_AFTER_ELEMENT: "junk after document element",
    _interleave_xml.UNDEFINED_ENTITY: "undefined entity",
    _interleave_xml.BAD_CHARACTER: "reference to invalid character number",
    _interleave_xml.MISPLACED_PI: "XML or text declaration not at start of entity",
    _interleave_xml.UNCLOSED_CDATA: "unclosed CDATA section",
    _interleave_xml.UNBOUND_PREFIX: "unbound prefix",
    _interleave_xml.BAD_DECLARATION: "XML declaration not well-formed",
}
# What a document that goes on may mend.
_UNFINISHED = {_interleave_xml.NO_ELEMENTS, _interleave_xml.UNCLOSED_TOKEN, _interleave_xml.UNCLOSED_CDATA}
_encoding = re.compile(rb"""^<\?xml[^>]*\sencoding\s*=\s*["']([\w.\-]+)""")


def ErrorString(code, /):
    return _MESSAGES.get(code)


def ParserCreate(encoding=None, namespace_separator=None, intern=None):
    arguments = {} if intern is None else {"intern": intern}
    parser = pyexpat.ParserCreate(encoding, namespace_separator, **arguments)
    return _Parser(parser, encoding, namespace_separator is not None)


class _Parser:
    """A parser of `pyexpat`, which gets what is well-formed."""

    def __init__(self, parser, encoding, namespaces):
        own = {"_parser": parser, "_encoding": encoding, "_namespaces": namespaces, "_given": []}
        self.__dict__.update(own, ErrorCode=0, ErrorLineNumber=1, ErrorColumnNumber=0)

    def __getattr__(self, name):
        return getattr(self._parser, name)

    def __setattr__(self, name, value):
        setattr(self._parser, name, value)

    def Parse(self, data, isfinal=False, /):
        self._given.append(data)
        text = self._text()
        try:
            _interleave_xml.check(text, self._namespaces)
        except _interleave_xml.Fault as fault:
            if isfinal or fault.code not in _UNFINISHED:
                raise self._error(fault, text) from None
        return self._parser.Parse(data, isfinal)

    def ParseFile(self, file, /):
        return self.Parse(file.read(), True)

    def _text(self):
        """What was given so far."""
        if all(isinstance(part, str) for part in self._given):
            return "".join(self._given)
        data = b"".join(part.encode() if isinstance(part, str) else bytes(part) for part in self._given)
        declared = _encoding.match(data)
        encoding = self._encoding or (declared[1].decode() if declared else "utf-8")
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            encoding = "utf-16"
        # A character may end only with what comes next.
        return data.decode(encoding, "ignore")

    def _error(self, fault, text):
        before = text[: fault.place].removeprefix("\ufeff")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n") - 1
        error = ExpatError(f"{_MESSAGES[fault.code]}: line {line}, column {column}")
        error.code, error.lineno, error.offset = fault.code, line, column
        self.__dict__.update(ErrorCode=fault.code, ErrorLineNumber=line, ErrorColumnNumber=column)
        return error
