//! Opening a trace file: from JSON back to a recording.
//!
//! The file is untrusted input: it may be truncated, corrupt, forged, or of another
//! program. Each event is validated against those before it, and the whole recording
//! against [`tiling_errors`], so that the rest of this crate can show every recording
//! that was opened.

mod validator;

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

use crate::chart::Chart;
use crate::check::tiling_errors;
use crate::event::Micros;
use crate::event_codec::EventSeed;
use crate::export::{MAIN, VERSION};
use crate::recording::Recording;
use validator::Validator;

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
pub struct OpenError(String);

impl fmt::Display for OpenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for OpenError {}

/// Reads a trace file. The recording equals the one that was written.
///
/// # Errors
/// Where the file is not a trace, of a later version, incomplete, or inconsistent.
///
/// ```
/// use interleave_trace::{Chart, Recording, open, trace_json};
///
/// let recording = Recording::default();
/// let json = trace_json(&Chart::of(&recording), &recording);
/// assert_eq!(open(json.as_bytes()).map(|opened| opened.chart), Ok(Chart::default()));
/// assert!(open(b"{}").is_err());
/// ```
pub fn open(json: &[u8]) -> Result<Opened, OpenError> {
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    match json.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => return refuse("The file is empty."),
        Some(b'{') => {}
        Some(b'[') => return Err(not_a_recording(&Fields::default())),
        Some(_) => {
            return refuse(
                "This is not a recording: a recording is a JSON file that begins with {.",
            );
        }
    }
    let mut fields = Fields::default();
    let read = read(json, &mut fields);
    if let Err(error) = &read {
        match error.classify() {
            Category::Eof => {
                return refuse(&format!(
                    "The file is incomplete: it ends in the middle of line {}.",
                    error.line()
                ));
            }
            Category::Syntax | Category::Io => {
                return refuse(&format!(
                    "The file is damaged: invalid JSON at line {}, column {}.",
                    error.line(),
                    error.column()
                ));
            }
            Category::Data => {}
        }
    }
    match fields.version {
        Some(version) if version > u64::from(VERSION) => {
            return refuse(&format!(
                "The recording has format version {version}, from a later Interleave; this one reads \
                 version {VERSION}."
            ));
        }
        Some(1..) if fields.is_trace || read.is_err() => {}
        _ => return Err(not_a_recording(&fields)),
    }
    if let Err(error) = &read {
        let whole = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let why = whole.strip_suffix(&place).unwrap_or(&whole);
        return refuse(&format!(
            "Line {} is not valid in a recording: {why}.",
            error.line()
        ));
    }
    if !fields.has_events {
        return refuse("The recording is incomplete: it has no `events`.");
    }
    fields.finish().map_err(|why| {
        OpenError(format!(
            "The recording is inconsistent and can't be shown: {why}."
        ))
    })
}

fn refuse<T>(sentence: &str) -> Result<T, OpenError> {
    Err(OpenError(sentence.to_owned()))
}

fn not_a_recording(fields: &Fields) -> OpenError {
    let why = if fields.is_chrome_trace {
        "This is a trace for Perfetto or chrome://tracing. To open a recording here, export it as \
         Trace."
    } else {
        "This is not a recording of Interleave, but some other JSON file."
    };
    OpenError(why.to_owned())
}

fn read(json: &[u8], fields: &mut Fields) -> serde_json::Result<()> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    deserializer.deserialize_map(&mut *fields)?;
    deserializer.end()
}

/// The fields of a file that have been read so far.
#[derive(Default)]
struct Fields {
    version: Option<u64>,
    /// Whether it has a field that every trace file has, such as `tasks`.
    is_trace: bool,
    is_chrome_trace: bool,
    has_events: bool,
    validator: Validator,
    now: Micros,
}

impl Fields {
    fn finish(self) -> Result<Opened, String> {
        let opened = self.validator.finish(self.now)?;
        match tiling_errors(&opened.chart).into_iter().next() {
            Some(error) => Err(error),
            None => Ok(opened),
        }
    }
}

impl<'de> Visitor<'de> for &mut Fields {
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
                    self.is_chrome_trace = true;
                    map.next_value::<IgnoredAny>()?;
                }
                "events" => {
                    (self.is_trace, self.has_events) = (true, true);
                    map.next_value_seed(EventList(&mut self.validator))?;
                }
                "files" => {
                    let files: BTreeMap<String, String> = map.next_value()?;
                    if let Some(source) = files.get(MAIN) {
                        self.validator.recording.set_source(source);
                    }
                }
                "now" => self.now = map.next_value()?,
                // All other fields are derived from the events.
                name => {
                    self.is_trace |= name == "tasks";
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// Reads the events and validates each.
struct EventList<'a>(&'a mut Validator);

impl<'de> DeserializeSeed<'de> for EventList<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for EventList<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of events")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while let Some(event) = rows.next_element_seed(EventSeed(&mut self.0.recording))? {
            self.0.add(event).map_err(A::Error::custom)?;
        }
        Ok(())
    }
}
