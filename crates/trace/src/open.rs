//! Opening a trace file: from JSON back to a recording, for whatever file somebody
//! chooses.
//!
//! What is there may be damaged, cut off, made up, or not ours at all. It is all
//! taken as a claim: each event is checked against what is known before it, and the
//! whole against [`tiling_errors`]. Nothing that is let in makes a chart that the rest
//! of this crate can't show.

mod intake;
mod rebuild;
mod records;

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

use crate::chart::Chart;
use crate::check::tiling_errors;
use crate::event::Micros;
use crate::export::{MAIN, VERSION};
use crate::log::Row;
use crate::recording::Recording;
use intake::Intake;
use records::Records;

/// A recording that was read from a file.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    /// Its events.
    pub recording: Recording,
    /// What they mean.
    pub chart: Chart,
}

/// Why a file was not opened, in a sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

/// Reads a trace file of this version or an earlier one.
///
/// Where the file holds `events`, the recording is the very same as the one that was
/// written. An older file says less: the order of what happened in one microsecond is
/// then worked out from the turns and from who did what, the same way each time.
///
/// # Errors
/// Where the file is none of ours, of a later version, or not whole.
///
/// ```
/// use interleave_trace::{Chart, Recording, open, trace_json};
///
/// let recording = Recording::default();
/// let json = trace_json(&Chart::of(&recording), &recording);
/// assert_eq!(open(json.as_bytes()).map(|opened| opened.chart), Ok(Chart::default()));
/// assert!(open(b"{}").is_err());
/// ```
pub fn open(json: &[u8]) -> Result<Opened, Refused> {
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    match json.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => return refuse("The file is empty."),
        Some(b'{') => {}
        Some(b'[') => return Err(foreign(&Found::default())),
        Some(_) => {
            return refuse("It is not a recording: a recording is JSON, and begins with {.");
        }
    }
    let mut found = Found::default();
    let read = read(json, &mut found);
    if let Err(error) = &read {
        match error.classify() {
            Category::Eof => {
                return refuse(&format!(
                    "The file ends in the middle, in line {}: it was not saved or copied to its end.",
                    error.line()
                ));
            }
            Category::Syntax | Category::Io => {
                return refuse(&format!(
                    "The file is damaged: line {} is not JSON, from column {} on.",
                    error.line(),
                    error.column()
                ));
            }
            Category::Data => {}
        }
    }
    match found.version {
        Some(version) if version > u64::from(VERSION) => {
            return refuse(&format!(
                "It is of version {version}, of a later Interleave than this one, which reads \
                 version {VERSION}."
            ));
        }
        Some(1..) if found.is_ours || read.is_err() => {}
        _ => return Err(foreign(&found)),
    }
    if let Err(error) = &read {
        let whole = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let why = whole.strip_suffix(&place).unwrap_or(&whole);
        return refuse(&format!(
            "Line {} can't be part of a recording: {why}.",
            error.line()
        ));
    }
    found.finish().map_err(|why| {
        Refused(format!(
            "The recording contradicts itself, so that it can't be shown: {why}."
        ))
    })
}

fn refuse<T>(sentence: &str) -> Result<T, Refused> {
    Err(Refused(sentence.to_owned()))
}

fn foreign(found: &Found) -> Refused {
    let why = if found.is_chrome {
        "It is a trace for Perfetto or chrome://tracing. Export the recording as Trace to open it \
         here."
    } else {
        "It is JSON of something else: it is not a recording of Interleave's."
    };
    Refused(why.to_owned())
}

fn read(json: &[u8], found: &mut Found) -> serde_json::Result<()> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    deserializer.deserialize_map(&mut *found)?;
    deserializer.end()
}

/// What was found in a file so far.
#[derive(Default)]
struct Found {
    version: Option<u64>,
    /// Whether it has tasks, or events.
    is_ours: bool,
    is_chrome: bool,
    /// Whether it has events, so that the records don't matter.
    has_events: bool,
    intake: Intake,
    records: Records,
    now: Micros,
}

impl Found {
    fn finish(self) -> Result<Opened, String> {
        let mut intake = self.intake;
        if !self.has_events {
            rebuild::rebuild(&self.records, &mut intake)?;
        }
        let opened = intake.done(self.now)?;
        match tiling_errors(&opened.chart).into_iter().next() {
            Some(error) => Err(error),
            None => Ok(opened),
        }
    }
}

impl<'de> Visitor<'de> for &mut Found {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a recording")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "version" => {
                    self.version = map.next_value::<serde_json::Value>()?.as_u64();
                }
                "traceEvents" => {
                    self.is_chrome = true;
                    map.next_value::<IgnoredAny>()?;
                }
                "events" => {
                    (self.is_ours, self.has_events) = (true, true);
                    map.next_value_seed(Rows(&mut self.intake))?;
                }
                "files" => {
                    let files: BTreeMap<String, String> = map.next_value()?;
                    if let Some(source) = files.get(MAIN) {
                        self.intake.recording.set_source(source);
                    }
                }
                "now" => self.now = map.next_value()?,
                _ if self.has_events => {
                    map.next_value::<IgnoredAny>()?;
                }
                name => {
                    self.is_ours |= name == "tasks";
                    self.records.read(name, &mut map)?;
                }
            }
        }
        Ok(())
    }
}

/// Reads the events, and lets them in one by one.
struct Rows<'a>(&'a mut Intake);

impl<'de> DeserializeSeed<'de> for Rows<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of events")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while let Some(event) = rows.next_element_seed(Row(&mut self.0.recording))? {
            self.0.add(event).map_err(A::Error::custom)?;
        }
        Ok(())
    }
}
