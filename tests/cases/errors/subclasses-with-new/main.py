"""Exceptions whose classes have a `__new__` or an `__init__` of their own, several times each."""

import asyncio


class WithInit(OSError):
    def __init__(self, message, extra):
        self.extra = extra
        super().__init__(message)


class WithNew(OSError):
    def __new__(cls, message, extra):
        self = super().__new__(cls, message)
        self.extra = extra
        return self


class InitFirst(WithInit, WithNew):
    pass


class NewFirst(WithNew, WithInit):
    pass


class Plain(OSError):
    pass


class Coded(ExceptionGroup):
    def __new__(cls, message, errors, code):
        self = super().__new__(cls, message, errors)
        self.code = code
        return self

    def derive(self, errors):
        return Coded(self.message, errors, self.code)


class CodedAtBase(BaseExceptionGroup):
    def __new__(cls, message, errors, code):
        self = super().__new__(cls, message, errors)
        self.code = code
        return self


for class_ in WithInit, WithNew, InitFirst, NewFirst:
    for number in range(3):
        error = class_("a message", number)
        print(class_.__name__, error.extra, error.args, error)

for arguments in ((2, "no file"), (2, "no file", "a.txt"), ("text",), ()):
    error = Plain(*arguments)
    print(repr(error), error.errno, error.strerror, error.filename)
print(repr(OSError(2, "no file", "a.txt")), repr(OSError.__new__(Plain, 1, "x")))
try:
    OSError.__new__(ValueError, 1)
except TypeError as error:
    print(error)


async def failing(error):
    raise error


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(failing(WithNew("in a task", 7)))
    except* OSError as errors:
        print(errors.exceptions[0].extra)
    try:
        raise Coded("coded", [TypeError(1), ValueError(2), Coded("inside", [TypeError(3)], 8)], 9)
    except* TypeError as errors:
        print(errors, errors.code, errors.exceptions[1].code)
    except* ValueError as errors:
        print(errors, errors.code)
    error = CodedAtBase("base", [KeyboardInterrupt()], 4)
    print(error, error.code)
    try:
        raise asyncio.CancelledError
    except* asyncio.CancelledError as errors:
        print(repr(errors))


asyncio.run(main())

errors = [ValueError(1)]
group = ExceptionGroup("changed", errors)
errors.append(TypeError(2))
print(repr(group), group.exceptions)
print(repr(ExceptionGroup("a tuple", (ValueError(1),))), [ExceptionGroup("inside", [KeyError("k")])])
