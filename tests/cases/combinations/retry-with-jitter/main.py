"""A decorator that tries again, ever later and not all at once."""

import asyncio
import functools
import random


class GiveUp(Exception):
    pass


def retry(attempts, *, base=0.05, most=0.2, on=(OSError,)):
    def decorate(function):
        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            errors = []
            for attempt in range(1, attempts + 1):
                try:
                    return await function(*args, **kwargs)
                except on as error:
                    error.add_note(f"attempt {attempt}")
                    errors.append(error)
                    delay = min(most, base * 2 ** (attempt - 1))
                    jitter = random.uniform(0, delay / 2)
                    print(f"{function.__name__}{args}: {error!r}, again in {delay + jitter:.3f}")
                    await asyncio.sleep(delay + jitter)
            raise GiveUp(f"{attempts} attempts") from ExceptionGroup("all attempts", errors)

        return wrapper

    return decorate


calls = {}


@retry(4)
async def flaky(name, failures):
    """Fails so many times."""
    calls[name] = calls.get(name, 0) + 1
    await asyncio.sleep(0)
    if calls[name] <= failures:
        raise ConnectionResetError(104, f"reset {calls[name]}")
    return name.upper()


@retry(2, on=(ValueError,))
async def wrong():
    raise KeyError("not retried")


async def main():
    random.seed(7)
    print(flaky.__name__, flaky.__doc__)
    print(await flaky("one", 1))
    print(await flaky("two", 3))
    try:
        await wrong()
    except KeyError as error:
        print("not caught by retry:", error)
    try:
        await flaky("three", 9)
    except GiveUp as error:
        print(repr(error), "from", repr(error.__cause__))
        print([note for each in error.__cause__.exceptions for note in each.__notes__])
    await flaky("four", 5)


asyncio.run(main())
