import re

print(re.findall(r"\b(\w)(\w*)\b", "red green blue"))
match = re.match(r"(?P<year>\d{4})-(?P<month>\d\d)", "2024-05-06")
print(match.group("year"), match.groupdict(), match.span(), match[2])
print(re.sub(r"(\w+)@(\w+)", r"\2 at \1", "me@home you@work"))
print(re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "1 plus 20"))
print(re.split(r"[,;]\s*", "a, b;c,d"), re.fullmatch(r"[a-c]+", "abd"))
pattern = re.compile(r"^\s*(#.*)?$", re.MULTILINE | re.IGNORECASE)
print(len(pattern.findall("# one\n\nx\n# two")), pattern.flags & re.MULTILINE == re.MULTILINE)
print(re.search(r"(?<=\$)\d+(?!\d)", "cost $42"), re.escape("a.b*c"))
print([m.start() for m in re.finditer("(?i)an", "Banana AN")])
try:
    re.compile("(")
except re.error as error:
    print(error)
