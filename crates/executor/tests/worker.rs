//! `BrowserTimers` in a web worker, which is where programs run.

#![cfg(target_arch = "wasm32")]

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);

mod browser_timers;
