"""Whether a document is well-formed, as Expat judges it.

RustPython's `pyexpat` takes a document that is not for one that ends where the fault is.
"""

import re

# Expat's numbers (`xml.parsers.expat.errors.codes`).
SYNTAX, NO_ELEMENTS, INVALID_TOKEN, UNCLOSED_TOKEN = 2, 3, 4, 5
TAG_MISMATCH, DUPLICATE_ATTRIBUTE, JUNK_AFTER_ELEMENT = 7, 8, 9
UNDEFINED_ENTITY, BAD_CHARACTER, MISPLACED_PI, UNCLOSED_CDATA = 11, 14, 17, 20
UNBOUND_PREFIX, BAD_DECLARATION = 27, 30

_START = r":A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
_name = re.compile(f"[{_START}][{_START}\\-.0-9\xb7\u0300-\u036f\u203f\u2040]*")
_space = re.compile(r"[ \t\r\n]*")
_text = re.compile(r"[^<&\]]*")
_forbidden = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_reference = re.compile(f"&(#[0-9]+|#x[0-9a-fA-F]+|{_name.pattern});")
_declaration = re.compile(
    r"""\s+version\s*=\s*(?:"[^"]*"|'[^']*')"""
    r"""(?:\s+encoding\s*=\s*(?:"[A-Za-z][\w.\-]*"|'[A-Za-z][\w.\-]*'))?"""
    r"""(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*\?>"""
)
_begun_reference = re.compile(f"&(?:#x[0-9a-fA-F]*|#[0-9]*|{_name.pattern})?")
_begun_declaration = re.compile(r"\s*(?:version(?:\s*=\s*)?)?")
_entity = re.compile(r"<!ENTITY\s+([^\s%\"'>]+)\s")
_KNOWN = {"lt", "gt", "amp", "apos", "quot"}


class Fault(Exception):
    """The first fault of a document: Expat's number for it, and where it is in the text."""

    def __init__(self, code, place):
        super().__init__(code, place)
        self.code = code
        self.place = place


def check(text, namespaces=False):
    """Raises a `Fault` where a document is not well-formed."""
    _Document(text, namespaces).check()


class _Document:
    def __init__(self, text, namespaces):
        self.text = text
        self.at = 0
        self.namespaces = namespaces
        # The names of the elements that are open, and the prefixes that each declares.
        self.open = []
        self.has_root = False
        self.entities = set(_KNOWN)
        # A document type may declare entities elsewhere.
        self.is_open_ended = False

    def check(self):
        text, end = self.text, len(self.text)
        if text.startswith("\ufeff"):
            self.at = 1
        self.begin = self.at
        while self.at < end:
            if text[self.at] == "<":
                self.markup()
            else:
                self.characters()
        if self.open or not self.has_root:
            raise Fault(NO_ELEMENTS, end)

    def markup(self):
        text, at = self.text, self.at
        if text.startswith("<!--", at):
            self.comment()
        elif text.startswith("<?", at):
            self.instruction()
        elif text.startswith("<![CDATA[", at) and self.open:
            close = text.find("]]>", at)
            if close < 0:
                self.no_forbidden(at, len(text))
                raise Fault(UNCLOSED_CDATA, len(text))
            self.no_forbidden(at, close)
            self.at = close + 3
        elif text.startswith("<!DOCTYPE", at) and not self.has_root:
            self.document_type()
        elif text.startswith("<!", at):
            self.unclosed(at + 2, at)
            raise Fault(INVALID_TOKEN, at + 2)
        elif text.startswith("</", at):
            self.end_tag()
        else:
            self.start_tag()

    def comment(self):
        start = self.at
        dashes = self.text.find("--", start + 4)
        if dashes < 0:
            self.no_forbidden(start, len(self.text))
            raise Fault(UNCLOSED_TOKEN, start)
        self.no_forbidden(start, dashes)
        if not self.text.startswith(">", dashes + 2):
            self.unclosed(dashes + 2, start)
            raise Fault(INVALID_TOKEN, dashes + 2)
        self.at = dashes + 3

    def instruction(self):
        start = self.at
        name = self.name(start + 2, start)
        target = self.text[start + 2 : name]
        if target.lower() == "xml":
            if target != "xml":
                raise Fault(INVALID_TOKEN, name)
            if start != self.begin:
                raise Fault(MISPLACED_PI, start)
            if _declaration.match(self.text, name) is None:
                if self.text.find("?>", name) < 0:
                    raise Fault(UNCLOSED_TOKEN, start)
                raise Fault(BAD_DECLARATION, _begun_declaration.match(self.text, name).end())
        close = self.text.find("?>", name)
        if close < 0:
            raise Fault(UNCLOSED_TOKEN, start)
        if close > name and not self.text[name].isspace():
            raise Fault(INVALID_TOKEN, name)
        self.no_forbidden(name, close)
        self.at = close + 2

    def document_type(self):
        start, depth, quote = self.at, 0, ""
        for place in range(start, len(self.text)):
            letter = self.text[place]
            if quote:
                quote = "" if letter == quote else quote
            elif letter in "\"'":
                quote = letter
            elif letter in "[<":
                depth += 1
            elif letter in "]>":
                depth -= 1
                if depth <= 0 and letter == ">":
                    break
        else:
            raise Fault(UNCLOSED_TOKEN, start)
        declared = self.text[start : place + 1]
        self.entities.update(match[1] for match in _entity.finditer(declared))
        self.is_open_ended = "[" not in declared or "%" in declared
        self.at = place + 1

    def start_tag(self):
        text, start = self.text, self.at
        at = self.name(start + 1, start)
        name = text[start + 1 : at]
        if not self.open and self.has_root:
            raise Fault(JUNK_AFTER_ELEMENT, start)
        attributes = {}
        while True:
            after = _space.match(text, at).end()
            self.unclosed(after, start)
            if text[after] == ">":
                self.at = after + 1
                break
            if text.startswith("/>", after):
                self.at = after + 2
                break
            if text[after] == "/":
                self.unclosed(after + 1, start)
                raise Fault(INVALID_TOKEN, after + 1)
            if after == at:
                raise Fault(INVALID_TOKEN, after)
            at = self.attribute(after, start, attributes)
        self.entered(start, name, attributes)
        self.has_root = True
        if text[self.at - 2] != "/":
            self.open.append((name, {key for key in attributes if key.startswith("xmlns:")}))

    def attribute(self, at, start, attributes):
        text = self.text
        end = self.name(at, start)
        name = text[at:end]
        equals = _space.match(text, end).end()
        self.unclosed(equals, start)
        if text[equals] != "=":
            raise Fault(INVALID_TOKEN, equals)
        quote = _space.match(text, equals + 1).end()
        self.unclosed(quote, start)
        if text[quote] not in "\"'":
            raise Fault(INVALID_TOKEN, quote)
        close = text.find(text[quote], quote + 1)
        last = close if close >= 0 else len(text)
        less = text.find("<", quote + 1, last)
        self.no_forbidden(quote, less if less >= 0 else last)
        if less >= 0:
            raise Fault(INVALID_TOKEN, less)
        self.unclosed(last, start)
        if name in attributes:
            raise Fault(DUPLICATE_ATTRIBUTE, at)
        self.references(quote + 1, close)
        attributes[name] = text[quote + 1 : close]
        return close + 1

    def entered(self, start, name, attributes):
        if not self.namespaces:
            return
        known = {"xml", "xmlns"} | {key[6:] for key in attributes if key.startswith("xmlns:")}
        known.update(key[6:] for _, declared in self.open for key in declared)
        for used in (name, *attributes):
            prefix, colon, _ = used.partition(":")
            if colon and prefix not in known:
                raise Fault(UNBOUND_PREFIX, start)

    def end_tag(self):
        start = self.at
        if not self.open:
            # There is nothing that it could end.
            raise Fault(INVALID_TOKEN, start + 1)
        end = self.name(start + 2, start)
        close = _space.match(self.text, end).end()
        self.unclosed(close, start)
        if self.text[close] != ">":
            raise Fault(INVALID_TOKEN, close)
        if self.text[start + 2 : end] != self.open.pop()[0]:
            raise Fault(TAG_MISMATCH, start + 2)
        self.at = close + 1

    def characters(self):
        text, at = self.text, self.at
        if not self.open:
            after = _space.match(text, at).end()
            if after < len(text) and text[after] != "<":
                if not _name.match(text, after) and text[after] not in ">[])+*?|,%#":
                    raise Fault(INVALID_TOKEN, after)
                raise Fault(JUNK_AFTER_ELEMENT if self.has_root else SYNTAX, after)
            self.at = after
            return
        end = text.find("<", at)
        end = len(text) if end < 0 else end
        close = text.find("]]>", at, end)
        self.references(at, end if close < 0 else close)
        self.no_forbidden(at, end if close < 0 else close)
        if close >= 0:
            raise Fault(INVALID_TOKEN, close + 2)
        self.at = end

    def references(self, at, end):
        while (at := self.text.find("&", at, end)) >= 0:
            match = _reference.match(self.text, at, end)
            if match is None:
                wrong = _begun_reference.match(self.text, at).end()
                self.unclosed(wrong, at)
                raise Fault(INVALID_TOKEN, wrong)
            name = match[1]
            if name.startswith("#"):
                number = int(name[2:], 16) if name.startswith("#x") else int(name[1:])
                if not _is_character(number):
                    raise Fault(BAD_CHARACTER, at)
            elif name not in self.entities and not self.is_open_ended:
                raise Fault(UNDEFINED_ENTITY, at)
            at = match.end()

    def name(self, at, start):
        """The end of the name at a place of the token that began at `start`."""
        self.unclosed(at, start)
        match = _name.match(self.text, at)
        if match is None:
            raise Fault(INVALID_TOKEN, at)
        end = match.end()
        self.unclosed(end, start)
        if self.namespaces and self.text[end - 1] == ":":
            raise Fault(INVALID_TOKEN, end)
        return end

    def unclosed(self, at, start):
        if at >= len(self.text):
            raise Fault(UNCLOSED_TOKEN, start)

    def no_forbidden(self, at, end):
        if match := _forbidden.search(self.text, at, end):
            raise Fault(INVALID_TOKEN, match.start())


def _is_character(number):
    return number in (9, 10, 13) or 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000
