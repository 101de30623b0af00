//! One web worker and the messages to and from it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use interleave_protocol::{Command, Report, decode, encode};
use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array, WebAssembly};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

/// A handle of a worker. Dropping it terminates the worker.
#[must_use = "a dropped link ends its worker"]
pub(crate) struct Link {
    wire: Rc<Wire>,
    _listeners: [EventListener; 2],
}

struct Wire {
    worker: Worker,
    /// What was sent before the worker was up; `None` from then on.
    early: RefCell<Option<Vec<Command>>>,
}

impl Drop for Link {
    fn drop(&mut self) {
        self.wire.worker.terminate();
    }
}

impl Link {
    /// Starts a worker; `on_report` is called with all that it reports.
    ///
    /// # Errors
    /// What the browser threw.
    pub(crate) fn start(
        module: &WebAssembly::Module,
        on_report: impl Fn(Report) + 'static,
    ) -> Result<Self, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let url = crate::browser::relative("worker.js")?;
        let worker = Worker::new_with_options(&url, &options)?;
        let wire = Rc::new(Wire {
            worker: worker.clone(),
            early: RefCell::new(Some(Vec::new())),
        });
        let on_report = Rc::new(on_report);

        let listener = {
            let (wire, on_report, module) =
                (Rc::clone(&wire), Rc::clone(&on_report), module.clone());
            let on_message = move |event: &web_sys::Event| {
                let Some(event) = event.dyn_ref::<MessageEvent>() else {
                    return;
                };
                match wire.receive(&event.data(), &module) {
                    Ok(Some(report)) => on_report(report),
                    Ok(None) => {}
                    Err(text) => on_report(Report::Fault { text }),
                }
            };
            EventListener::new(&worker, "message", on_message)
        };
        let errors = EventListener::new(&worker, "error", move |event| {
            let message = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
            let text = message.unwrap_or_else(|| "The worker couldn't be started.".to_owned());
            on_report(Report::Fault { text });
        });
        Ok(Self {
            wire,
            _listeners: [listener, errors],
        })
    }

    /// Sends a command, as soon as the worker is up.
    pub(crate) fn send(&self, command: Command) {
        self.wire.send(command);
    }
}

impl Wire {
    fn send(&self, command: Command) {
        if let Some(early) = &mut *self.early.borrow_mut() {
            early.push(command);
            return;
        }
        // `encode` can't fail for a command, nor the transfer of a new buffer.
        if let Ok(bytes) = encode(&command) {
            let buffer = Uint8Array::from(bytes.as_slice()).buffer();
            let sent = self
                .worker
                .post_message_with_transfer(&buffer, &Array::of1(&buffer));
            debug_assert!(sent.is_ok());
        }
    }

    fn receive(
        &self,
        data: &JsValue,
        module: &WebAssembly::Module,
    ) -> Result<Option<Report>, String> {
        if let Some(buffer) = data.dyn_ref::<ArrayBuffer>() {
            return decode(&Uint8Array::new(buffer).to_vec()).map(Some);
        }
        match data.as_string().as_deref() {
            Some("listening") => {
                let message = Object::new();
                let set = Reflect::set(&message, &"module".into(), module);
                set.and_then(|_| self.worker.post_message(&message))
                    .map_err(|error| crate::browser::words(&error))?;
                Ok(None)
            }
            Some("up") => {
                let early = self.early.borrow_mut().take();
                early
                    .into_iter()
                    .flatten()
                    .for_each(|command| self.send(command));
                Ok(None)
            }
            _ => {
                let fault = Reflect::get(data, &"fault".into())
                    .ok()
                    .and_then(|fault| fault.as_string());
                Err(fault.unwrap_or_else(|| "The worker sent an unknown message.".to_owned()))
            }
        }
    }
}
