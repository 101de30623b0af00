"""Time zones of the built-in table."""
from zoneinfo import ZoneInfo, available_timezones, ZoneInfoNotFoundError, TZPATH
from datetime import datetime, timezone, timedelta
b = ZoneInfo("Europe/Berlin")
print(b, repr(b), b.key)
for y in (1950, 1980, 2000, 2026, 2050, 2100):
    for m in (1, 4, 7, 10, 11):
        d = datetime(y, m, 25, 2, 30, tzinfo=b)
        print(d.isoformat(), d.tzname(), d.dst())
d = datetime(2026, 10, 25, 2, 30, tzinfo=b)
print(d.replace(fold=1).isoformat(), d.isoformat())
print(datetime(2026, 7, 1, 12, tzinfo=timezone.utc).astimezone(ZoneInfo("America/New_York")))
print(datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Kolkata")).utcoffset())
print(ZoneInfo("Europe/Berlin") is b, len(available_timezones()) > 400, "Asia/Tokyo" in available_timezones())
for k in ("Nowhere/City", "/etc/x", "../x", "Europe/../x", "Europe//Berlin", "", "europe/berlin", "Europe"):
    try: print(ZoneInfo(k))
    except Exception as e: print(type(e).__name__, e)
import pickle
print(pickle.loads(pickle.dumps(b)) is b)
