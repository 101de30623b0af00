import os, io
with open("notes.txt", "w") as f:
    print(f.write("first\n"), f.tell(), f.name, f.mode, f.closed, f.writable(), f.readable(), f.seekable())
    f.writelines(["second\n", "third"])
    print(f)
print(f.closed)
with open("notes.txt") as f:
    print(repr(f.read(3)), f.tell(), repr(f.readline()), repr(f.readline(2)), f.readlines())
    f.seek(0)
    for number, line in enumerate(f, 1):
        print(number, repr(line))
    print(f.read() == "", f.seek(0, os.SEEK_END))
with open("notes.txt", "a") as f:
    print(f.tell())
    f.write("\nfourth\n")
with open("notes.txt", "r+") as f:
    print(f.readline())
    f.write("END")
    f.seek(0)
    f.write("FIRST")
print(open("notes.txt").read())
with open("new.txt", "w+") as f:
    f.write("abc"); f.seek(1); print(f.read()); f.truncate(2)
print(os.path.getsize("new.txt"))
try:
    open("new.txt", "x")
except FileExistsError as e:
    print(e, e.errno, e.filename, e.strerror)
with open("umlaut", "w", encoding="utf-8") as f: f.write("äöü🍞\n")
print(open("umlaut", "rb").read(), open("umlaut", encoding="latin-1").read().encode())
try: open("umlaut", encoding="ascii").read()
except UnicodeDecodeError as e: print(e)
print(ascii(open("umlaut", encoding="ascii", errors="replace").read()))
print(ascii(open("umlaut", encoding="ascii", errors="surrogateescape").read()))
with open("nl", "w", newline="\r\n") as f: f.write("a\nb\n")
print(open("nl","rb").read(), repr(open("nl").read()), repr(open("nl", newline="").read()), open("nl", newline="").readlines())
f = open("nl"); f.read(); print(repr(f.newlines)); f.close()
with open("b", "wb") as f:
    print(f.write(bytes(range(10))), f.seek(2), f.write(b"XY"))
with open("b", "rb") as f:
    print(f.read(4), f.tell(), f.peek(2)[:2], f.seek(-2, 2), f.read(), f.read(), f.readinto(bytearray(3)))
with open("b", "r+b") as f:
    f.seek(5); f.write(b"!"); f.seek(0); print(f.read())
with open("b", "ab+") as f:
    f.write(b"end"); f.seek(0); print(f.read(), f.mode)
with open("b","rb") as f:
    print(list(f), f.raw)
print(open("main.py").readline())
with open(os.devnull, "w") as f: print("gone", file=f)
import contextlib
with open("out.txt", "w") as f, contextlib.redirect_stdout(f):
    print("captured")
print(open("out.txt").read())
with open("big","w") as f:
    for i in range(20000): f.write(f"line {i}\n")
print(sum(1 for _ in open("big")), os.stat("big").st_size)
with open("big") as f:
    for i in range(5000): f.readline()
    at = f.tell(); a = f.readline(); f.seek(at); print(a == f.readline(), at)
print(sorted(os.listdir()))
try: open("missing/file.txt", "w")
except OSError as e: print(type(e).__name__, e)
with open("missing.txt") as f: pass
