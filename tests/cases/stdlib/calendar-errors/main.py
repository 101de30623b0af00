from datetime import date, datetime, time, timedelta, timezone

now = datetime(2024, 2, 29, 12)
aware = now.replace(tzinfo=timezone.utc)


def arguments(date, time):
    pass


for mistake in (
    lambda: datetime(2023, 2, 29),
    lambda: date(2024, 13, 1),
    lambda: date(0, 1, 1),
    lambda: date(10_000, 1, 1),
    lambda: datetime(2024, 1, 1, 24),
    lambda: datetime(2024, 1, 1, 1, 60),
    lambda: time(1, 2, 60),
    lambda: time(1, 2, 3, 1_000_000),
    lambda: now < aware,
    lambda: now - aware,
    lambda: time(1) < time(1, tzinfo=timezone.utc),
    lambda: now - 5,
    lambda: now + now,
    lambda: now < date(2024, 1, 1),
    lambda: now < "2024",
    lambda: "at " + now,
    lambda: timedelta(1).hours,
    lambda: now.weeks,
    lambda: datetime.nw(),
    lambda: len(now),
    lambda: now[0],
    lambda: now(),
    lambda: int(timedelta(1)),
    lambda: list(date(2024, 1, 1)),
    lambda: -now,
    lambda: arguments(),
    lambda: arguments(1, time=2, timedelta=3),
):
    try:
        print(mistake())
    except Exception as error:
        print(type(error).__name__, error)
