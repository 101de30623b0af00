"""`except*`, split, subgroup, derive, notes and causes of exception groups out of tasks."""

import asyncio
import traceback


class Refused(Exception):
    pass


class Errors(ExceptionGroup):
    """A group that keeps its class when it is taken apart."""

    def derive(self, exceptions):
        return Errors(self.message, exceptions)


async def fail(error, delay=0):
    await asyncio.sleep(delay)
    try:
        raise LookupError("below")
    except LookupError as below:
        error.add_note(f"after {delay} s")
        raise error from below


async def group(*errors):
    async with asyncio.TaskGroup() as tasks:
        for error in errors:
            tasks.create_task(fail(error))


async def handled():
    try:
        await group(ValueError(1), OSError(2, "gone"), ValueError(3), Refused("no"))
    except* ValueError as values:
        print("values", [error.args for error in values.exceptions], values.exceptions[0].__notes__)
    except* (OSError, KeyError) as others:
        print("others", others.exceptions)
        print("cause", repr(others.exceptions[0].__cause__))
    except* Refused:
        print("refused, and raised anew")
        raise RuntimeError("instead")
    else:
        print("never")
    finally:
        print("finally")


async def main():
    try:
        await handled()
    except* RuntimeError as errors:
        print(repr(errors), errors.exceptions[0].__context__.__class__.__name__)
    try:
        await group(ValueError(1), Refused("no"))
    except ExceptionGroup as errors:
        refused, rest = errors.split(Refused)
        print(refused.message, refused.exceptions, rest.exceptions)
        print(errors.subgroup(lambda error: bool(getattr(error, "__notes__", None))).exceptions)
        print(errors.split(KeyError)[0], errors.split(KeyError)[1] is not errors)
        own = Errors("own", [ValueError("x"), Errors("inner", [Refused("y"), OSError("z")])])
        own.add_note("kept")
        left, right = own.split((Refused, OSError))
        print(repr(left), repr(right), left.__notes__, type(left.exceptions[0]).__name__)
        traceback.print_exception(own)
    try:
        try:
            await group(ValueError("first"))
        except* ValueError as errors:
            raise
    except ExceptionGroup as errors:
        print("raised again", errors.exceptions[0].args, errors.exceptions[0].__traceback__ is not None)
    try:
        raise KeyError("naked")
    except* KeyError as errors:
        print("wrapped", repr(errors))
    results = await asyncio.gather(group(Refused(1)), group(ValueError(2)), return_exceptions=True)
    print(results)
    raise ExceptionGroup("at the end", [*results, asyncio.InvalidStateError("loose")])


asyncio.run(main())
