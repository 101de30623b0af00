from datetime import date, datetime, time, timedelta, timezone

start = datetime(2024, 2, 28, 23, 30)
print(start + timedelta(days=1, hours=1), start.isoformat(), start.weekday())
print(date(2024, 3, 1) - date(2024, 2, 1), tuple(date(2023, 12, 31).isocalendar()))
print(timedelta(seconds=3725), timedelta(days=-1, seconds=5), timedelta(hours=1.5).total_seconds())
print(start.strftime("%Y-%m-%d %H:%M:%S %j %a %B"))
print(datetime.strptime("03/04/2025 05:06", "%d/%m/%Y %H:%M"))
aware = datetime(2024, 6, 1, 12, tzinfo=timezone.utc)
print(aware, aware.astimezone(timezone(timedelta(hours=5, minutes=30))))
print(datetime.fromisoformat("2024-06-01T12:00:00+02:00"), time(7, 5).isoformat())
print(datetime.fromtimestamp(86400, timezone.utc), repr(timedelta(minutes=90)))
print(max(date(2020, 1, 1), date(2021, 1, 1)), start.replace(hour=1), start.date(), start.time())
