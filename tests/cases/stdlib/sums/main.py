"""Sums of floats keep what rounding would lose, as they do since Python 3.12."""

import asyncio
import decimal
import fractions
import math
import statistics


async def measure(delay):
    await asyncio.sleep(delay)
    return delay


async def main():
    times = await asyncio.gather(*(measure(0.1) for _ in range(10)))
    print(sum(times), sum(times) / len(times), statistics.mean(times), math.fsum(times))
    print(sum([0.1] * 3), sum([1e100, 1.0, -1e100]), sum([0.1, 0.2, 1, True, 10**30]))
    print(sum([]), sum([], 0.0), sum([-0.0], -0.0), sum([1, 2.5, 3]), sum(x / 10 for x in range(11)))
    print(sum([math.inf, 1.0]), sum([math.inf, -math.inf]), sum([math.nan, 1.0]), sum([1e308, 1e308]))
    print(sum([[1], [2]], []), sum([(1,), (2,)], ()), sum([2**70, 1]), sum([True, True]))
    print(sum([fractions.Fraction(1, 3), 0.5]), sum([decimal.Decimal("1.1"), 2]), sum([1j, 0.1, 0.2]))
    print(sum({0.5: 1, 0.25: 2}), sum(range(5), start=0.5), sum.__name__, sum)
    for wrong in (["a"], ""), ([b"a"], b""), ([1, "a"],), ([0.5, None],), (5,):
        try:
            print(sum(*wrong))
        except TypeError as error:
            print(error)


asyncio.run(main())
