import sys


def dig(depth):
    return 1 + dig(depth - 1) if depth else 0


print(sys.getrecursionlimit())
for limit, depth in (5000, 4500), (20_000, 19_000), (100, 60), (1000, 900):
    sys.setrecursionlimit(limit)
    print(sys.getrecursionlimit(), dig(depth))
    try:
        dig(limit)
    except RecursionError as error:
        print(limit, error)

for wrong in 0, -1, 1.5, "10", None, 2**40:
    try:
        sys.setrecursionlimit(wrong)
    except (TypeError, ValueError, OverflowError) as error:
        print(wrong, type(error).__name__, error)
print(sys.getrecursionlimit())
