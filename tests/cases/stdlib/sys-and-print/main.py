import sys

print("a", "b", sep="-", end="!\n")
print("to stderr", file=sys.stderr)
sys.stdout.write("written\n")
print(1, 2.0, None, [1, "x"], {"k": (1,)}, sep="\n", flush=True)
print(sys.argv, __name__, sys.version_info[0], sys.byteorder, sys.maxsize == 2**63 - 1)
print(__file__.rsplit("/", 1)[-1])
print("no newline at the end", end="")
