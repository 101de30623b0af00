"""Code that was marshalled can be loaded again, and runs."""
import io
import marshal

code = compile("def double(n):\n    return 2 * n\nprint('ran', double(21))", "other.py", "exec")
data = marshal.dumps(code)
exec(marshal.loads(data))
exec(marshal.loads(bytearray(data)))
print(marshal.loads(marshal.dumps([1, (2.5, "x"), {"a": None, b"b": {1}}])))
file = io.BytesIO()
for value in [1, 2], {"k": (1,)}, {"code": code}:
    marshal.dump(value, file)
file.seek(0)
print(marshal.load(file), marshal.load(file))
exec(marshal.load(file)["code"])
endless = []
endless.append(endless)
try:
    marshal.dumps(endless)
except ValueError as error:
    print(repr(error))
for wrong in b"", b"\x00":
    try:
        marshal.loads(wrong)
    except (EOFError, ValueError) as error:
        print(repr(error))
