import string
import textwrap

print(string.ascii_lowercase, string.digits, string.punctuation)
print(string.Template("$who owes $$${amount}").substitute(who="Ann", amount=5), string.capwords("some words here"))
print(f"{3.14159:8.2f}|{42:05d}|{255:#x}|{'left':<8}|{'mid':^9}|{1234567:,}|{0.256:.1%}|{'x'!r:>5}")
print("%s has %d items at %.2f" % ("cart", 3, 9.5), "{0} {1} {0} {name}".format("a", "b", name="c"))
print("a-b-c".partition("-"), "a,b,,c".split(","), " pad ".strip(), "abc".center(9, "*"), "ß".upper())
value = 7
print(f"{value=} {value * 2 = } {value!r:>{value}}")
print("tab\there".expandtabs(8), "Straße".casefold(), "x".zfill(3), "hello world".title(), "aXbX".replace("X", "-", 1))
print(textwrap.fill("A long sentence that has to be wrapped at some width.", 20))
print(textwrap.dedent("    two\n      four\n    two"), "naïve".encode(), b"caf\xc3\xa9".decode())
