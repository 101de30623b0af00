"""Tokens of context variables: the one that stands for nothing, and those that don't fit."""
import contextvars
import re

print(contextvars.Token.MISSING, type(contextvars.Token.MISSING))
variable, other = contextvars.ContextVar("variable"), contextvars.ContextVar("other", default=[])


def attempt(reset, token):
    try:
        print("reset", reset(token))
    except (ValueError, RuntimeError) as error:
        print(type(error).__name__, re.sub("0x[0-9a-f]+", "0x…", str(error)))


token = variable.set(1)
print(token.old_value, token.old_value is contextvars.Token.MISSING, token.var is variable)
print(variable.set(2).old_value)
attempt(other.reset, token)
contextvars.copy_context().run(attempt, variable.reset, token)
attempt(variable.reset, token)
attempt(variable.reset, token)
print(variable.get("nothing"))
try:
    variable.reset(1)
except TypeError as error:
    print("TypeError")
try:
    token.old_value = 3
except AttributeError as error:
    print("AttributeError")
