import traceback


def dig(depth):
    return dig(depth + 1)


try:
    dig(0)
except RecursionError as error:
    print(repr(error), str(error), error.args, f"{error}")
    lines = traceback.format_exception(error)
    print(len(lines), lines[-1], end="")
    again = type(error)(*error.args)
    print(again, again.args == error.args)
    error.args = "mine", 1
    print(repr(error), error.args)

for own in RecursionError(), RecursionError("too deep "), RecursionError(1, 2):
    print(repr(own), str(own), own.args)


class Deeper(RecursionError):
    pass


try:
    raise Deeper("very") from RecursionError("why")
except RecursionError as error:
    print(repr(error), repr(error.__cause__))
dig(0)
