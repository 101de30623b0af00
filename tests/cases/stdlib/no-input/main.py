import sys

print(repr(sys.stdin.readline()), sys.stdin.read() == "")
try:
    input("name? ")
except EOFError as error:
    print(error)
try:
    open("missing.txt")
except FileNotFoundError as error:
    print(error)
