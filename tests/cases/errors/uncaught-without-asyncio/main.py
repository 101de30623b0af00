def divide(a, b):
    return a / b


def outer():
    total = 1 + divide(1, 0)
    return total


print("before")
outer()
