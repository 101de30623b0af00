//! When something happened, as one says it: "today 14:05".

use js_sys::Date;
use wasm_bindgen::JsValue;

/// A moment in the user's own time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Local {
    year: u32,
    /// 0 is January.
    month: u32,
    /// In its month, from 1.
    date: u32,
    /// Counts the days.
    day: i64,
    hour: u32,
    minute: u32,
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `then`, said at `now`; both in ms since 1970.
pub(crate) fn relative(then: u64, now: u64) -> String {
    Local::of(then).said_at(Local::of(now))
}

impl Local {
    fn of(ms: u64) -> Self {
        let date = Date::new(&JsValue::from_f64(ms as f64));
        let local = ms as i64 - (date.get_timezone_offset() * 60_000.0) as i64;
        Self {
            year: date.get_full_year(),
            month: date.get_month(),
            date: date.get_date(),
            day: local.div_euclid(86_400_000),
            hour: date.get_hours(),
            minute: date.get_minutes(),
        }
    }

    fn said_at(self, now: Self) -> String {
        let Self {
            year,
            month,
            date,
            hour,
            minute,
            ..
        } = self;
        let month = MONTHS.get(month as usize).unwrap_or(&"");
        match now.day - self.day {
            0 => format!("today {hour:02}:{minute:02}"),
            1 => format!("yesterday {hour:02}:{minute:02}"),
            _ if year == now.year => format!("{date} {month} {hour:02}:{minute:02}"),
            _ => format!("{date} {month} {year}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_named_as_one_says_them() {
        let now = Local {
            year: 2026,
            month: 2,
            date: 3,
            day: 20_515,
            hour: 9,
            minute: 0,
        };
        let then = |days: i64, year, month, date| Local {
            year,
            month,
            date,
            day: now.day - days,
            hour: 14,
            minute: 5,
        };
        for (then, said) in [
            (then(0, 2026, 2, 3), "today 14:05"),
            (then(1, 2026, 2, 2), "yesterday 14:05"),
            (then(20, 2026, 1, 11), "11 Feb 14:05"),
            (then(65, 2025, 11, 28), "28 Dec 2025"),
        ] {
            assert_eq!(then.said_at(now), said);
        }
    }
}
