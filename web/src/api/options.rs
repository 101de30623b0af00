//! What a script hands over, checked: each wrong value is a sentence.

use interleave_protocol::Limits;
use interleave_trace::Micros;
use js_sys::{Array, JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::browser;
use crate::files::{self, Texts};
use crate::limits;
use crate::pace;
use crate::run::RunRequest;
use crate::settings::{self, MAX_SEED};

/// A program can't be given more arguments than these.
const MAX_ARGUMENTS: u32 = 1_000;
/// An argument can't have more letters, in units of UTF-16.
const MAX_ARGUMENT: u32 = 10_000;
/// What a program reads can't have more.
const MAX_INPUT: u32 = 10_000_000;

/// `{clock: "live" | "simulated", speed: number, seed: number, latency: number,
/// limits: {time, steps, output, memory, recursion}, recording: number, arguments: string[], input: string}`,
/// each optional; the latency in ms, the recording in MB, limits as the page shows them. What is not said
/// of limits is as in the page.
///
/// # Errors
/// A sentence on the first that can't be.
pub(super) fn run(options: &JsValue, limits: Limits) -> Result<RunRequest, String> {
    let mut request = RunRequest {
        scripted: true,
        ..RunRequest::default()
    };
    if options.is_undefined() || options.is_null() {
        return Ok(request);
    }
    if !options.is_object() {
        return Err("run() takes an object, such as {clock: \"simulated\", seed: 0}.".to_owned());
    }
    if let Some(clock) = given(options, "clock")? {
        let clock = clock.as_string().and_then(|name| pace::clock(&name));
        request.clock = Some(clock.ok_or(pace::NO_CLOCK)?);
    }
    if let Some(speed) = given(options, "speed")? {
        let speed = speed.as_f64().filter(|&speed| pace::is_speed(speed));
        request.speed = Some(speed.ok_or(pace::NO_SPEED)?);
    }
    if let Some(seed) = given(options, "seed")? {
        let seed = seed.as_f64().and_then(seed_of);
        request.seed = Some(seed.ok_or_else(|| {
            format!(
                "Seed must be a whole number from 0 to {}.",
                limits::grouped(MAX_SEED as f64)
            )
        })?);
    }
    if let Some(latency) = given(options, "latency")? {
        let latency = latency.as_f64().and_then(pace::latency);
        request.latency = Some(latency.ok_or(pace::NO_LATENCY)?);
    }
    if let Some(asked) = given(options, "limits")? {
        request.limits = Some(limits::of_script(&asked, limits)?);
    }
    if let Some(size) = given(options, "recording")? {
        let size = size.as_f64().and_then(settings::recording);
        request.recording = Some(size.ok_or(settings::NO_RECORDING)?);
    }
    if let Some(list) = given(options, "arguments")? {
        request.arguments = Some(arguments(&list)?);
    }
    if let Some(input) = given(options, "input")? {
        let short = input
            .dyn_ref::<JsString>()
            .filter(|input| input.length() <= MAX_INPUT);
        let input = short.and_then(|_| input.as_string());
        request.input = Some(input.ok_or_else(|| {
            format!(
                "Input must be a text of up to {} letters.",
                limits::grouped(MAX_INPUT.into())
            )
        })?);
    }
    Ok(request)
}

/// The program that `load` was given: a text, or an object of files.
///
/// # Errors
/// A sentence that says what is wrong with it.
pub(super) fn program(program: &JsValue) -> Result<Texts, String> {
    match program.dyn_ref::<JsString>() {
        Some(text) => {
            files::check(1, text.length() as usize)?;
            Ok(Texts::single(String::from(text)))
        }
        None => Texts::from_object(program),
    }
}

/// A moment, in µs.
///
/// # Errors
/// A sentence: it is no number of at least 0.
pub(super) fn time(time: &JsValue) -> Result<Micros, String> {
    let time = time.as_f64().filter(|&time| time >= 0.0);
    // A moment after the end is the end.
    time.map(|time| time as Micros)
        .ok_or_else(|| "seek() takes a time in microseconds, a number of at least 0.".to_owned())
}

fn arguments(list: &JsValue) -> Result<Vec<String>, String> {
    let list = list
        .dyn_ref::<Array>()
        .filter(|list| list.length() <= MAX_ARGUMENTS);
    let texts = list.and_then(|list| list.iter().map(|one| argument(&one)).collect());
    texts.ok_or_else(|| {
        let (most, letters) = (MAX_ARGUMENTS.into(), MAX_ARGUMENT.into());
        let [most, letters] = [most, letters].map(limits::grouped);
        format!("Arguments must be a list of up to {most} texts of up to {letters} letters each.")
    })
}

fn argument(argument: &JsValue) -> Option<String> {
    let text = argument.dyn_ref::<JsString>()?;
    (text.length() <= MAX_ARGUMENT).then(|| String::from(text))
}

/// A number that is a seed.
fn seed_of(number: f64) -> Option<u64> {
    let fits = (0.0..=MAX_SEED as f64).contains(&number) && number.fract() == 0.0;
    fits.then_some(number as u64)
}

/// The field of this name, where it says anything.
fn given(options: &JsValue, name: &str) -> Result<Option<JsValue>, String> {
    let value = Reflect::get(options, &name.into());
    let value =
        value.map_err(|error| format!("{name} can't be read: {}.", browser::words(&error)))?;
    Ok((!value.is_undefined() && !value.is_null()).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_a_whole_number_that_scripts_can_write() {
        assert_eq!(seed_of(0.0), Some(0));
        assert_eq!(seed_of(9_007_199_254_740_991.0), Some(MAX_SEED));
        for wrong in [-1.0, 0.5, 1e308, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(seed_of(wrong), None, "{wrong}");
        }
    }
}
