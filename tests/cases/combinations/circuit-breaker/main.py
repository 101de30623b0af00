"""Closed, open, half-open: a circuit breaker before a service that is down for a while."""

import asyncio
import enum


class State(enum.Enum):
    CLOSED = enum.auto()
    OPEN = enum.auto()
    HALF_OPEN = enum.auto()


class Open(Exception):
    def __init__(self, left):
        super().__init__(f"try again in {left:.1f} s")


class Breaker:
    def __init__(self, threshold, rest):
        self.threshold, self.rest = threshold, rest
        self.failures, self.opened = 0, None
        self.probe = asyncio.Lock()

    @property
    def state(self):
        if self.opened is None:
            return State.CLOSED
        waited = asyncio.get_running_loop().time() - self.opened
        return State.HALF_OPEN if waited >= self.rest else State.OPEN

    async def call(self, function, *args):
        match self.state:
            case State.OPEN:
                raise Open(self.rest - (asyncio.get_running_loop().time() - self.opened))
            case State.HALF_OPEN if self.probe.locked():
                raise Open(0)
            case State.HALF_OPEN:
                async with self.probe:
                    return await self._try(function, *args)
            case _:
                return await self._try(function, *args)

    async def _try(self, function, *args):
        try:
            result = await function(*args)
        except Exception:
            self.failures += 1
            if self.failures >= self.threshold:
                self.opened = asyncio.get_running_loop().time()
            raise
        self.failures, self.opened = 0, None
        return result


async def service(start):
    await asyncio.sleep(0.01)
    if asyncio.get_running_loop().time() - start < 0.6:
        raise ConnectionError("service is down")
    return "ok"


async def main():
    start = asyncio.get_running_loop().time()
    breaker = Breaker(3, 0.4)
    for number in range(10):
        before = breaker.state
        try:
            result = await breaker.call(service, start)
        except (ConnectionError, Open) as error:
            result = repr(error)
        print(f"{number} {before.name:9} -> {breaker.state.name:9} {result}")
        await asyncio.sleep(0.1)
    breaker.opened = start
    results = await asyncio.gather(
        *(breaker.call(service, start) for _ in range(3)), return_exceptions=True
    )
    print(results, breaker.state)


asyncio.run(main())
