"""Errors and texts of classes that CPython has in C."""

import datetime
import decimal
import traceback
from decimal import Decimal


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(repr(error))


for action in (
    lambda: Decimal("x"),
    lambda: Decimal(1) / 0,
    lambda: Decimal(0) / 0,
    lambda: Decimal("Infinity") - Decimal("Infinity"),
    lambda: Decimal(-1).sqrt(),
    lambda: Decimal(5) % 0,
    lambda: Decimal("1.5").quantize(Decimal("1e-50")),
    lambda: Decimal("sNaN") + 1,
):
    attempt(action)
with decimal.localcontext() as context:
    context.traps[decimal.DivisionByZero] = False
    context.traps[decimal.Inexact] = True
    print(Decimal(1) / 0)
print(repr(datetime.date(2024, 1, 5).isocalendar()), datetime.date(2024, 1, 5).isocalendar())
try:
    datetime.date(2024, 13, 1)
except ValueError:
    print(traceback.format_exc(chain=False).count("File"))
try:
    Decimal(1) / 0
except ZeroDivisionError:
    print(traceback.format_exc(chain=False).count("File"))
