//! `window.interleave`: the same functions that the buttons call, for scripts.

use interleave_protocol::Limits;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;

use crate::browser::{self, field};
use crate::control::Control;
use crate::files::Texts;
use crate::limits;
use crate::open;
use crate::pace;
use crate::run::RunRequest;

/// Installs it. Its functions live as long as the page.
pub(crate) fn install(control: &Control) {
    let api = Object::new();
    let set = |name: &str, function: JsValue| {
        // Setting a field of a plain object can't fail.
        let _ = Reflect::set(&api, &name.into(), &function);
    };
    let plain = |act: fn(&Control)| {
        let control = control.clone();
        Closure::<dyn Fn()>::new(move || act(&control)).into_js_value()
    };
    set("pause", plain(Control::pause));
    set("resume", plain(Control::resume));
    set("step", plain(Control::step));
    set("stepBack", plain(Control::step_back));
    set("stop", plain(Control::stop));

    let one = control.clone();
    let load = move |program: JsValue| {
        let texts = match program.as_string() {
            Some(source) => Some(Texts::single(source)),
            None => Texts::from_object(&program),
        };
        if let Some(texts) = texts {
            one.load_foreign(texts);
        }
    };
    set(
        "load",
        Closure::<dyn Fn(JsValue)>::new(load).into_js_value(),
    );

    let one = control.clone();
    let run = move |options: JsValue| {
        match order(&options, one.state().session.settings.limits) {
            Ok(order) => one.run(order),
            Err(text) => return Promise::reject(&js_sys::Error::new(&text)),
        }
        let control = one.clone();
        Promise::new(&mut move |resolve: Function, _| control.when_over(resolve))
    };
    set(
        "run",
        Closure::<dyn Fn(JsValue) -> Promise>::new(run).into_js_value(),
    );

    let one = control.clone();
    let open = move |json: JsValue| open::script(&one, &json);
    set(
        "open",
        Closure::<dyn Fn(JsValue) -> Promise>::new(open).into_js_value(),
    );

    let one = control.clone();
    let seek = move |time: f64| one.seek(time.max(0.0) as u64);
    set("seek", Closure::<dyn Fn(f64)>::new(seek).into_js_value());

    let one = control.clone();
    let trace = move || {
        one.trace()
            .map_or(JsValue::NULL, |text| browser::parsed(&text))
    };
    set(
        "trace",
        Closure::<dyn Fn() -> JsValue>::new(trace).into_js_value(),
    );

    let one = control.clone();
    let text = move || one.trace().map_or(JsValue::NULL, JsValue::from);
    set(
        "traceText",
        Closure::<dyn Fn() -> JsValue>::new(text).into_js_value(),
    );

    let _ = Reflect::set(&browser::window(), &"interleave".into(), &api);
}

/// `{clock: "live" | "simulated", speed: number, seed: number, latency: number,
/// limits: {time, steps, output, memory, recursion}, arguments: string[], input: string}`,
/// each optional; the latency in ms, limits as the page shows them. What is not said
/// of limits is as in the page.
///
/// # Errors
/// A sentence, where a limit is out of its bounds.
fn order(options: &JsValue, limits: Limits) -> Result<RunRequest, String> {
    if !options.is_object() {
        return Ok(RunRequest {
            scripted: true,
            ..RunRequest::default()
        });
    }
    let limits = match field(options, "limits") {
        Some(asked) => Some(limits::of_script(&asked, limits)?),
        None => None,
    };
    let clock = field(options, "clock").and_then(|clock| clock.as_string());
    Ok(RunRequest {
        clock: clock.as_deref().and_then(pace::clock),
        speed: field(options, "speed")
            .and_then(|speed| speed.as_f64())
            .filter(|speed| *speed > 0.0),
        seed: field(options, "seed")
            .and_then(|seed| seed.as_f64())
            .map(|seed| seed.max(0.0) as u64),
        limits,
        latency: field(options, "latency")
            .and_then(|latency| latency.as_f64())
            .and_then(pace::latency),
        scripted: true,
        paused: false,
        arguments: field(options, "arguments")
            .and_then(|list| list.dyn_into::<Array>().ok())
            .map(|list| list.iter().filter_map(|one| one.as_string()).collect()),
        input: field(options, "input").and_then(|input| input.as_string()),
    })
}
