"""Files, and a socket, that nobody closed: ResourceWarning where they are let go."""
import io
import os
import re
import socket
import warnings

warnings.simplefilter("always")


def show(message, category, filename, line, file=None, text=None):
    print(line, category.__name__, re.sub(r"fd=\d+", "fd=…", str(message)))


warnings.showwarning = show


def let_go(*args, **kwargs):
    file = open(*args, **kwargs)
    return file.mode


print(let_go("a.txt", "w"))
print(let_go("a.txt", "rb"))
print(let_go("a.txt", "r+b"))
print(let_go("a.txt", "rb", buffering=0))
print(let_go(os.open("a.txt", os.O_RDONLY), closefd=False))
with open("a.txt") as file:
    print(file.read(), file.encoding)
del file
print(open("a.txt").read())
file = open("a.txt")
file.detach()
file = None


class Own(io.FileIO):
    pass


own = Own("a.txt")
print(own)
del own
for _ in open("a.txt"):
    pass


def connect():
    connection = socket.socket()


connect()
print("end")
