//! `window.interleave`: the same functions that the buttons call, for scripts.

mod options;

use js_sys::{Error, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;

use crate::browser;
use crate::control::Control;
use crate::open;

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
    let load = move |program: JsValue| -> Result<(), JsValue> {
        one.load_foreign(options::program(&program).map_err(thrown)?);
        Ok(())
    };
    set(
        "load",
        Closure::<dyn Fn(JsValue) -> Result<(), JsValue>>::new(load).into_js_value(),
    );

    let one = control.clone();
    let run = move |asked: JsValue| {
        let request = match options::run(&asked, one.state().session.settings.limits) {
            Ok(request) => request,
            Err(why) => return Promise::reject(&thrown(why)),
        };
        Promise::new(&mut |resolve: Function, reject: Function| {
            one.run_for(request.clone(), resolve, reject);
        })
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
    let seek = move |time: JsValue| -> Result<(), JsValue> {
        one.seek(options::time(&time).map_err(thrown)?);
        Ok(())
    };
    set(
        "seek",
        Closure::<dyn Fn(JsValue) -> Result<(), JsValue>>::new(seek).into_js_value(),
    );

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

/// What a script catches.
fn thrown(why: String) -> JsValue {
    Error::new(&why).into()
}
