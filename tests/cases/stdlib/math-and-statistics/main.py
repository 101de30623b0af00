import math
import statistics
from decimal import Decimal
from fractions import Fraction

print(math.sqrt(2), math.pi, math.factorial(20), math.comb(10, 3), math.perm(5, 2))
print(math.gcd(84, 36), math.lcm(4, 6), math.isclose(0.1 + 0.2, 0.3), math.floor(-1.5), math.ceil(-1.5))
print(math.hypot(3, 4), math.log2(1024), math.log(8, 2), math.inf > 1, math.isnan(math.nan), math.prod([2, 3, 7]))
print(round(math.sin(1), 12), round(math.exp(1.5), 12), math.fsum([0.1] * 10), math.isqrt(99), math.trunc(2.7))
data = [2.5, 3.25, 5.5, 11.25, 11.75, 2.5]
print(statistics.mean(data), statistics.median(data), statistics.mode(data))
print(round(statistics.stdev(data), 10), round(statistics.pvariance(data), 10), statistics.quantiles(data, n=4))
print(Fraction(1, 3) + Fraction(1, 6), Decimal("0.1") + Decimal("0.2"), 2**100, -7 // 2, -7 % 3, divmod(17, 5))
