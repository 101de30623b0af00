import sys

print(repr(sys.stdin.readline()))
print(repr(sys.stdin.read(3)), repr(sys.stdin.readline()))
for number, line in enumerate(sys.stdin):
    print(number, repr(line))
    if number == 1:
        break
print(repr(sys.stdin.read()), repr(sys.stdin.readline()))
print(sys.stdin.name, sys.stdin.mode, sys.stdin.encoding, sys.stdin.isatty(), sys.stdin.fileno())
