//! The settings of a run besides clock, speed and limits, as texts: those of the fields, of
//! the address and of the storage.

use interleave_protocol::{Clock, DEFAULT_START};
use interleave_trace::Micros;

use crate::pace;
use crate::run::MAX_RECORDING;
use crate::state::{RunSettings, Seed};

/// One setting.
pub(crate) struct Setting {
    /// Its name in the address and in the storage.
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    pub(crate) unit: &'static str,
    /// Its text; nothing where it is as by default.
    pub(crate) write: fn(&RunSettings) -> Option<String>,
    /// Reads the text of a field that is not empty.
    read: fn(&mut RunSettings, &str) -> Result<(), String>,
    /// Makes it as it is by default.
    clear: fn(&mut RunSettings),
}

/// All, in the order in which they are shown.
pub(crate) const SETTINGS: [Setting; 5] = [
    Setting {
        name: "seed",
        label: "Seed",
        unit: "",
        write: |settings| settings.seed.map(write_seed),
        read: |settings, text| {
            settings.seed = Some(read_seed(text)?);
            Ok(())
        },
        clear: |settings| settings.seed = None,
    },
    Setting {
        name: "latency",
        label: "Latency",
        unit: "ms",
        write: |settings| {
            (settings.latency > 0).then(|| (settings.latency as f64 / 1e3).to_string())
        },
        read: |settings, text| {
            settings.latency = read_latency(text)?;
            Ok(())
        },
        clear: |settings| settings.latency = 0,
    },
    Setting {
        name: "start",
        label: "Start time",
        unit: "UTC",
        write: |settings| (settings.start != DEFAULT_START).then(|| write_start(settings.start)),
        read: |settings, text| {
            settings.start = read_start(text)?;
            Ok(())
        },
        clear: |settings| settings.start = DEFAULT_START,
    },
    Setting {
        name: "args",
        label: "Arguments",
        unit: "",
        write: |settings| {
            (!settings.arguments.is_empty()).then(|| write_arguments(&settings.arguments))
        },
        read: |settings, text| {
            settings.arguments = read_arguments(text)?.into();
            Ok(())
        },
        clear: |settings| settings.arguments = [].into(),
    },
    Setting {
        name: "recording",
        label: "Recording",
        unit: "MB",
        write: |settings| {
            (settings.recording != MAX_RECORDING).then(|| (settings.recording / MB).to_string())
        },
        read: |settings, text| {
            settings.recording = read_recording(text)?;
            Ok(())
        },
        clear: |settings| settings.recording = MAX_RECORDING,
    },
];

const MB: u64 = 1_000_000;

impl Setting {
    /// Changes the setting to what a text says; an empty one: to the default.
    ///
    /// # Errors
    /// A sentence that says what can be written.
    pub(crate) fn change(&self, settings: &mut RunSettings, text: &str) -> Result<(), String> {
        match text.trim() {
            "" => (self.clear)(settings),
            text => (self.read)(settings, text)?,
        }
        Ok(())
    }

    /// What a field shows.
    pub(crate) fn shown(&self, settings: &RunSettings) -> String {
        let written = (self.write)(settings);
        written.unwrap_or_else(|| match (self.name, settings.clock) {
            ("seed", Clock::Live) => "random".to_owned(),
            ("seed", Clock::Simulated) | ("latency", _) => "0".to_owned(),
            ("start", _) => write_start(DEFAULT_START),
            ("recording", _) => (MAX_RECORDING / MB).to_string(),
            _ => String::new(),
        })
    }

    /// Changes the setting to what a field says. What shows the default stays it.
    ///
    /// # Errors
    /// As for [`change`](Self::change).
    pub(crate) fn enter(&self, settings: &mut RunSettings, text: &str) -> Result<(), String> {
        let mut default = settings.clone();
        (self.clear)(&mut default);
        if text.trim() == self.shown(&default) {
            (self.clear)(settings);
            return Ok(());
        }
        self.change(settings, text)
    }
}

/// Those that are not as by default: their names, and what the address says.
pub(crate) fn write(settings: &RunSettings) -> Vec<(&'static str, Option<String>)> {
    let all = SETTINGS.iter();
    all.map(|one| (one.name, (one.write)(settings))).collect()
}

/// Settings that an address or the storage names, over `settings`. Returns a sentence for
/// each that can't be read; it stays as it was.
pub(crate) fn read(
    settings: &mut RunSettings,
    text: impl Fn(&str) -> Option<String>,
) -> Vec<String> {
    let named = SETTINGS
        .iter()
        .filter_map(|one| Some((one, text(one.name)?)));
    named
        .filter_map(|(one, text)| one.change(settings, &text).err())
        .collect()
}

fn write_seed(seed: Seed) -> String {
    match seed {
        Seed::Random => "random".to_owned(),
        Seed::Fixed(seed) => seed.to_string(),
    }
}

fn read_seed(text: &str) -> Result<Seed, String> {
    if text.eq_ignore_ascii_case("random") {
        return Ok(Seed::Random);
    }
    let seed = text.parse().ok().filter(|&seed| seed <= MAX_SEED);
    seed.map(Seed::Fixed).ok_or_else(|| {
        "Seed must be “random” or a whole number from 0 to 9,007,199,254,740,991.".to_owned()
    })
}

/// Scripts can pass no larger whole number.
pub(crate) const MAX_SEED: u64 = (1 << 53) - 1;

fn read_latency(text: &str) -> Result<Micros, String> {
    let milliseconds = text.parse().ok().and_then(pace::latency);
    milliseconds.ok_or_else(|| pace::NO_LATENCY.to_owned())
}

/// What is said of another size.
pub(crate) const NO_RECORDING: &str = "Recording must be a whole number of MB from 1 to 1,000.";

/// The bytes of a recording of so many MB.
pub(crate) fn recording(size: f64) -> Option<u64> {
    let fits = (1.0..=1_000.0).contains(&size) && size.fract() == 0.0;
    fits.then_some(size as u64 * MB)
}

fn read_recording(text: &str) -> Result<u64, String> {
    let size = text.parse().ok().and_then(recording);
    size.ok_or_else(|| NO_RECORDING.to_owned())
}

const DAY: i64 = 86_400_000_000;

/// `2026-01-01 00:00:00`, with the fraction of a second if there is one.
fn write_start(start: i64) -> String {
    let (year, month, day) = date(start.div_euclid(DAY));
    let micros = start.rem_euclid(DAY);
    let seconds = micros / 1_000_000;
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let text = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
    match micros % 1_000_000 {
        0 => text,
        fraction => format!("{text}.{fraction:06}")
            .trim_end_matches('0')
            .to_owned(),
    }
}

/// A date, with or without the time of day: `2026-03-29`, `2026-03-29 01:59:30`.
fn read_start(text: &str) -> Result<i64, String> {
    start(text).ok_or_else(|| {
        "Start time must be a date and time from 1970 to 9999, such as 2026-03-29 01:59:30."
            .to_owned()
    })
}

fn start(text: &str) -> Option<i64> {
    let text = text.trim_end_matches(['Z', 'z']).trim_end();
    let (date, time) = text.split_once(['T', 't', ' ']).unwrap_or((text, "00:00"));
    let mut numbers = date.split('-').map(number);
    let (year, month, day) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let mut parts = clock.trim().split(':').map(number);
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    let fits = numbers.next().is_none()
        && parts.next().is_none()
        && (1970..=9999).contains(&year)
        && (1..=12).contains(&month)
        && hour < 24
        && minute < 60
        && second < 60
        && fraction.len() <= 6;
    if !fits {
        return None;
    }
    let micros = number(&format!("{fraction:0<6}"))?;
    let days = days(year, month) + day - 1;
    // A day that its month doesn't have is another one.
    let exists = self::date(days) == (year, month, day);
    let seconds = (hour * 60 + minute) * 60 + second;
    exists.then_some(days * DAY + seconds * 1_000_000 + micros)
}

fn number(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// The days from 1970 to the first of a month.
fn days(year: i64, month: i64) -> i64 {
    // Years that begin in March have the leap day at their end.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leaps + (153 * month + 2) / 5 - 719_468
}

/// The date so many days after that of 1970.
fn date(day: i64) -> (i64, i64, i64) {
    let mut year = 1970 + day.div_euclid(366);
    while days(year + 1, 1) <= day {
        year += 1;
    }
    let month = (1..=12).rev().find(|&month| days(year, month) <= day);
    let month = month.unwrap_or(1);
    (year, month, day - days(year, month) + 1)
}

/// `sys.argv` after the first, as a shell takes it.
fn write_arguments(arguments: &[String]) -> String {
    let quoted = arguments.iter().map(|argument| {
        let plain = |letter: char| letter.is_alphanumeric() || "_@%+=:,./-".contains(letter);
        if !argument.is_empty() && argument.chars().all(plain) {
            argument.clone()
        } else {
            format!("'{}'", argument.replace('\'', r"'\''"))
        }
    });
    quoted.collect::<Vec<_>>().join(" ")
}

/// Splits a text as a shell does: at blanks, but for what is quoted.
fn read_arguments(text: &str) -> Result<Vec<String>, String> {
    let mut arguments = Vec::new();
    let mut argument = None::<String>;
    let mut letters = text.chars();
    let mut quote = None;
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(open), letter) if letter == open => quote = None,
            (Some('"') | None, '\\') => {
                let next = letters.next().ok_or_else(|| {
                    "Arguments end with a backslash that escapes nothing.".to_owned()
                })?;
                let argument = argument.get_or_insert_default();
                // Between double quotes a backslash escapes only what would mean something.
                if quote.is_some() && !matches!(next, '"' | '\\' | '$' | '`') {
                    argument.push('\\');
                }
                argument.push(next);
            }
            (None, '\'' | '"') => {
                quote = Some(letter);
                argument.get_or_insert_default();
            }
            (None, letter) if letter.is_whitespace() => arguments.extend(argument.take()),
            (_, letter) => argument.get_or_insert_default().push(letter),
        }
    }
    if let Some(quote) = quote {
        return Err(format!(
            "Arguments have an opening {quote} without a closing one."
        ));
    }
    arguments.extend(argument);
    Ok(arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(name: &str) -> &'static Setting {
        let found = SETTINGS.iter().find(|one| one.name == name);
        found.expect("there is such a setting")
    }

    fn entered(name: &str, text: &str) -> Result<String, String> {
        let mut settings = RunSettings::default();
        setting(name).enter(&mut settings, text)?;
        Ok(setting(name).shown(&settings))
    }

    #[test]
    fn what_shows_a_default_stays_the_default() {
        let mut settings = RunSettings::default();
        for clock in [Clock::Live, Clock::Simulated] {
            settings.clock = clock;
            for one in &SETTINGS {
                let shown = one.shown(&settings);
                assert_eq!(one.enter(&mut settings, &shown), Ok(()));
                assert_eq!((one.write)(&settings), None, "{}", one.name);
            }
        }
        assert_eq!(entered("seed", ""), Ok("random".to_owned()));
    }

    #[test]
    fn a_seed_is_random_or_a_number() {
        let mut settings = RunSettings::default();
        let seed = setting("seed");
        assert_eq!(seed.enter(&mut settings, "0"), Ok(()));
        assert_eq!(settings.seed, Some(Seed::Fixed(0)), "on the real clock");
        settings.clock = Clock::Simulated;
        assert_eq!(seed.enter(&mut settings, "Random"), Ok(()));
        assert_eq!((seed.write)(&settings).as_deref(), Some("random"));
        for wrong in ["-1", "1.5", "x", "9007199254740992"] {
            let error = entered("seed", wrong).expect_err(wrong);
            assert!(
                error.starts_with("Seed must be “random” or a whole number"),
                "{error}"
            );
        }
    }

    #[test]
    fn a_recording_has_a_size_that_a_page_can_hold() {
        assert_eq!(entered("recording", "500"), Ok("500".to_owned()));
        assert_eq!(entered("recording", ""), Ok("64".to_owned()));
        for wrong in ["0", "1001", "1.5", "1e9", "NaN", "all"] {
            assert!(entered("recording", wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_start_is_a_moment_of_the_calendar() {
        for (text, shown) in [
            ("2026-03-29", "2026-03-29 00:00:00"),
            ("2024-02-29T23:59:59Z", "2024-02-29 23:59:59"),
            ("1970-01-01 00:00", "1970-01-01 00:00:00"),
            ("9999-12-31 23:59:59.250", "9999-12-31 23:59:59.25"),
            ("2000-12-31 1:02:03", "2000-12-31 01:02:03"),
        ] {
            assert_eq!(entered("start", text), Ok(shown.to_owned()));
        }
        for wrong in [
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "2026-01-32",
            "1969-12-31",
            "tomorrow",
            "2026-01-01 24:00",
            "2026-01-01 10",
            "2026-1-1-1",
            "-5",
        ] {
            assert!(entered("start", wrong).is_err(), "{wrong}");
        }
        assert_eq!(read_start("2026-01-01"), Ok(DEFAULT_START));
    }

    #[test]
    fn arguments_are_split_as_a_shell_does() {
        let split = |text: &str| read_arguments(text).expect("it can be split");
        assert_eq!(
            split(r#" -n 3  "two words" it\'s 'a\b' "" x"y"z "#),
            ["-n", "3", "two words", "it's", "a\\b", "", "xyz"]
        );
        assert_eq!(split(r#""a\"b\n""#), [r#"a"b\n"#]);
        let odd = ["", "it's", "a b", "-x=1", "ü", "\"", "\\"].map(str::to_owned);
        assert_eq!(split(&write_arguments(&odd)), odd);
        assert_eq!(
            read_arguments("it's"),
            Err("Arguments have an opening ' without a closing one.".to_owned())
        );
        assert!(read_arguments("end\\").is_err());
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut settings = RunSettings {
            seed: Some(Seed::Fixed(7)),
            latency: 2_500,
            start: DEFAULT_START + 1,
            arguments: ["a b".to_owned()].into(),
            recording: 200 * MB,
            ..RunSettings::default()
        };
        let written = write(&settings);
        assert_eq!(written[1], ("latency", Some("2.5".to_owned())));
        let text = |name: &str| written.iter().find(|one| one.0 == name)?.1.clone();
        let mut read_again = RunSettings::default();
        assert_eq!(read(&mut read_again, text), [""; 0]);
        assert_eq!(read_again, settings);
        let faults = read(&mut settings, |name| {
            (name == "latency").then(|| "soon".to_owned())
        });
        assert_eq!(
            faults,
            ["Latency must be a number of milliseconds from 0 to 10,000."]
        );
        assert_eq!(settings, read_again);
    }
}
