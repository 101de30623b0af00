import contextlib
import io


@contextlib.contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    finally:
        print(f"</{name}>")


with tag("b") as upper, tag("i"):
    print(upper)
with contextlib.suppress(ZeroDivisionError):
    1 / 0
with contextlib.redirect_stdout(io.StringIO()) as text:
    print("caught")
print(repr(text.getvalue()))
with contextlib.ExitStack() as stack:
    for name in "xyz":
        stack.enter_context(tag(name))
    stack.callback(print, "callback")
with contextlib.nullcontext(5) as five:
    print(five)


@tag("p")
def paragraph():
    print("text")


paragraph()
