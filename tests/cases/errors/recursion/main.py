def dig(depth):
    return dig(depth + 1)


try:
    dig(0)
except RecursionError as error:
    print(type(error).__name__)
dig(0)
