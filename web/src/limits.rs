//! The run limits, as texts: those of the fields, of the address and of the storage.

use interleave_protocol::Limits;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// One limit, in the unit that people use.
pub(crate) struct Field {
    /// Its name for scripts, in the address and in the storage.
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) about: &'static str,
    /// Its bounds.
    bounds: (f64, f64),
    /// [`Limits`]' units in one of this one.
    scale: f64,
    /// In [`Limits`]' units.
    get: fn(&Limits) -> u64,
    set: fn(&mut Limits, u64),
}

/// All, in the order in which they are shown.
pub(crate) const FIELDS: [Field; 5] = [
    Field {
        name: "time",
        label: "Time",
        unit: "s",
        about: "Maximum time on the program's clock (Simulated only)",
        bounds: (0.001, 1e9),
        scale: 1e6,
        get: |limits| limits.max_time.unwrap_or(0),
        set: |limits, value| limits.max_time = Some(value),
    },
    Field {
        name: "steps",
        label: "Steps",
        unit: "",
        about: "Maximum event-loop steps (Simulated only)",
        bounds: (1.0, 5e6),
        scale: 1.0,
        get: |limits| limits.max_steps.unwrap_or(0),
        set: |limits, value| limits.max_steps = Some(value),
    },
    Field {
        name: "output",
        label: "Output",
        unit: "MB",
        about: "Maximum output",
        bounds: (0.001, 100.0),
        scale: 1e6,
        get: |limits| limits.max_output,
        set: |limits, value| limits.max_output = value,
    },
    Field {
        name: "memory",
        label: "Memory",
        unit: "MB",
        about: "Memory used by your program",
        bounds: (16.0, 2_500.0),
        scale: 1e6,
        get: |limits| limits.max_memory,
        set: |limits, value| limits.max_memory = value,
    },
    Field {
        name: "recursion",
        label: "Recursion",
        unit: "",
        about: "Nested calls before Python raises RecursionError",
        bounds: (50.0, 1e6),
        scale: 1.0,
        get: |limits| u64::from(limits.max_recursion),
        set: |limits, value| limits.max_recursion = u32::try_from(value).unwrap_or(u32::MAX),
    },
];

impl Field {
    fn value(&self, limits: &Limits) -> f64 {
        (self.get)(limits) as f64 / self.scale
    }

    /// # Errors
    /// A sentence with its bounds.
    fn change(&self, limits: &mut Limits, value: f64) -> Result<(), String> {
        let (least, most) = self.bounds;
        let whole = self.scale > 1.0 || value.fract() == 0.0;
        if !(least..=most).contains(&value) || !whole {
            let kind = if self.scale > 1.0 { "" } else { "whole " };
            let (least, most) = (grouped(least), grouped(most));
            let unit = format!(" {}", self.unit);
            return Err(format!(
                "{} must be a {kind}number from {least} to {most}{}.",
                self.label,
                unit.trim_end()
            ));
        }
        (self.set)(limits, (value * self.scale).round() as u64);
        Ok(())
    }

    /// What a field shows.
    pub(crate) fn shown(&self, limits: &Limits) -> String {
        grouped(self.value(limits))
    }

    /// Changes the limit to what was typed: commas and spaces between digits are allowed.
    ///
    /// # Errors
    /// A sentence with its bounds.
    pub(crate) fn read(&self, limits: &mut Limits, text: &str) -> Result<(), String> {
        let digits: String = text
            .chars()
            .filter(|letter| !matches!(letter, ',' | '_') && !letter.is_whitespace())
            .collect();
        self.change(limits, digits.parse().unwrap_or(f64::NAN))
    }
}

/// A number with a comma between thousands.
pub(crate) fn grouped(value: f64) -> String {
    let text = value.to_string();
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

/// As the storage keeps them: `time=3600 steps=300000 …`.
pub(crate) fn write(limits: &Limits) -> String {
    let fields = FIELDS
        .iter()
        .map(|field| format!("{}={}", field.name, field.value(limits)));
    fields.collect::<Vec<_>>().join(" ")
}

/// The same in the address: those that are not as by default, `time=10,steps=1000`.
pub(crate) fn difference(limits: &Limits) -> Option<String> {
    let page = Limits::page();
    let changed = FIELDS
        .iter()
        .filter(|field| (field.get)(limits) != (field.get)(&page));
    let changed = changed.map(|field| format!("{}={}", field.name, field.value(limits)));
    let changed: Vec<String> = changed.collect();
    (!changed.is_empty()).then(|| changed.join(","))
}

/// Changes the limits to what [`difference`] wrote. Returns a sentence for each that can't be;
/// it stays as it was.
pub(crate) fn change(limits: &mut Limits, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for pair in text.split(',') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let field = FIELDS.iter().find(|field| field.name == name.trim());
        let read = match field {
            Some(field) => field.read(limits, value),
            None => Err(format!("There is no limit called “{name}”.")),
        };
        faults.extend(read.err());
    }
    faults
}

/// What [`write`] wrote. What can't be read is as it is by default.
pub(crate) fn read(text: &str) -> Limits {
    let mut limits = Limits::page();
    for (name, value) in text.split(' ').filter_map(|pair| pair.split_once('=')) {
        if let Some(field) = FIELDS.iter().find(|field| field.name == name) {
            let _ = field.read(&mut limits, value);
        }
    }
    limits
}

/// The limits of a script's `{time, steps, output, memory, recursion}`, over `limits`.
///
/// # Errors
/// A sentence on the first that is out of its bounds.
pub(crate) fn of_script(asked: &JsValue, limits: Limits) -> Result<Limits, String> {
    let mut limits = limits;
    if !asked.is_object() {
        return Err("Limits must be an object, such as {time: 60, memory: 500}.".to_owned());
    }
    for name in Object::keys(asked.unchecked_ref::<Object>()) {
        let name = name.as_string().unwrap_or_default();
        let field = FIELDS.iter().find(|field| field.name == name);
        let field = field.ok_or_else(|| format!("There is no limit called “{name}”."))?;
        let value = Reflect::get(asked, &field.name.into()).unwrap_or(JsValue::NULL);
        if !value.is_undefined() {
            field.change(&mut limits, value.as_f64().unwrap_or(f64::NAN))?;
        }
    }
    Ok(limits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let mut limits = Limits::page();
        assert_eq!(read(&write(&limits)), limits);
        for (field, text) in FIELDS.iter().zip(["0.5", "1,000", "1.25", "64", "50"]) {
            assert_eq!(field.read(&mut limits, text), Ok(()));
        }
        let wanted = Limits {
            max_time: Some(500_000),
            max_steps: Some(1_000),
            max_output: 1_250_000,
            max_memory: 64_000_000,
            max_recursion: 50,
        };
        assert_eq!(limits, wanted);
        assert_eq!(read(&write(&limits)), limits);
        assert_eq!(read("steps=many nothing=1 recursion"), Limits::page());
    }

    #[test]
    fn the_address_holds_what_is_not_as_by_default() {
        let mut limits = Limits::page();
        assert_eq!(difference(&limits), None);
        assert_eq!(change(&mut limits, "steps=1000,time=2.5"), [""; 0]);
        assert_eq!(difference(&limits).as_deref(), Some("time=2.5,steps=1000"));
        let faults = change(&mut limits, "steps=0,size=3");
        assert_eq!(
            faults,
            [
                "Steps must be a whole number from 1 to 5,000,000.",
                "There is no limit called “size”."
            ]
        );
        assert_eq!(limits.max_steps, Some(1_000));
    }

    #[test]
    fn what_is_out_of_bounds_is_a_sentence() {
        let mut limits = Limits::page();
        let [time, steps, _, memory, _] = &FIELDS;
        for text in ["", "x", "-1", "0", "1e99", "inf", "NaN"] {
            assert_eq!(
                time.read(&mut limits, text),
                Err("Time must be a number from 0.001 to 1,000,000,000 s.".to_owned()),
                "{text}"
            );
        }
        assert_eq!(
            steps.read(&mut limits, "2.5"),
            Err("Steps must be a whole number from 1 to 5,000,000.".to_owned())
        );
        assert!(memory.read(&mut limits, "3000").is_err());
        assert_eq!(limits, Limits::page());
    }
}
