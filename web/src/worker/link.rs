//! One web worker and the messages to and from it.
//!
//! A worker that ends by itself tells nobody. But it holds a lock of the browser's for as long
//! as it lives: the page waits for that, and gets it when the worker is gone.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use interleave_protocol::{Command, Report, decode, encode};
use js_sys::{Array, ArrayBuffer, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::module::Python;
use crate::browser;

// The browser's own; web-sys counts it as unstable. It lacks where the page came by plain HTTP.
#[wasm_bindgen]
extern "C" {
    type LockManager;
    #[wasm_bindgen(method, catch)]
    fn request(this: &LockManager, name: &str, run: &JsValue) -> Result<Promise, JsValue>;
}

/// A handle of a worker. Dropping it terminates the worker.
#[must_use = "a dropped link ends its worker"]
pub(crate) struct Link {
    wire: Rc<Wire>,
    _listeners: [EventListener; 3],
}

struct Wire {
    worker: Worker,
    python: Python,
    /// What the hashes of its Python follow from.
    hashes: u8,
    /// What was sent before the worker was up; `None` from then on.
    early: RefCell<Option<Vec<Command>>>,
    /// The name of the lock that it holds.
    lock: String,
}

impl Drop for Link {
    fn drop(&mut self) {
        self.wire.worker.terminate();
    }
}

impl Link {
    /// Starts a worker for a run of this [`hash_seed`](interleave_protocol::hash_seed);
    /// `on_report` is called with all that it reports.
    ///
    /// # Errors
    /// What the browser threw.
    pub(crate) fn start(
        python: &Python,
        hashes: u8,
        on_report: impl Fn(Report) + 'static,
    ) -> Result<Self, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&python.script(), &options)?;
        let wire = Rc::new(Wire {
            worker: worker.clone(),
            python: python.clone(),
            hashes,
            early: RefCell::new(Some(Vec::new())),
            lock: format!("interleave-{}", js_sys::Math::random()),
        });
        let on_report: OnReport = Rc::new(on_report);

        let listener = {
            let (wire, on_report) = (Rc::clone(&wire), Rc::clone(&on_report));
            let on_message = move |event: &web_sys::Event| {
                let Some(event) = event.dyn_ref::<MessageEvent>() else {
                    return;
                };
                match wire.receive(&event.data()) {
                    Ok(Heard::Report(report)) => on_report(report),
                    Ok(Heard::Up) => watch(&wire, &on_report),
                    Ok(Heard::Listening | Heard::Image) => {}
                    Err(text) => on_report(Report::Fault { text }),
                }
            };
            EventListener::new(&worker, "message", on_message)
        };
        let unread = {
            let on_report = Rc::clone(&on_report);
            EventListener::new(&worker, "messageerror", move |_| {
                let text = "A message of the worker couldn't be read.".to_owned();
                on_report(Report::Fault { text });
            })
        };
        let errors = EventListener::new(&worker, "error", move |event| {
            let message = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
            let text = message.filter(|message| !message.is_empty());
            let text = text.unwrap_or_else(|| "The worker couldn't be started.".to_owned());
            on_report(Report::Fault { text });
        });
        Ok(Self {
            wire,
            _listeners: [listener, unread, errors],
        })
    }

    /// Sends a command, as soon as the worker is up.
    pub(crate) fn send(&self, command: Command) {
        self.wire.send(command);
    }
}

/// More bytes at once are not even read.
const MAX_MESSAGE: u32 = 100_000_000;

type OnReport = Rc<dyn Fn(Report)>;

/// What a worker has said.
enum Heard {
    /// It waits for its module.
    Listening,
    /// It takes commands.
    Up,
    /// The image of its Python, which has started.
    Image,
    Report(Report),
}

/// Reports the end of a worker that holds its lock by now.
fn watch(wire: &Rc<Wire>, on_report: &OnReport) {
    let (wire, on_report) = (Rc::downgrade(wire), Rc::clone(on_report));
    let name = wire.upgrade().map(|wire| wire.lock.clone());
    let locks = browser::field(&browser::window().navigator(), "locks");
    let (Some(locks), Some(name)) = (locks, name) else {
        return;
    };
    spawn_local(async move {
        let free = Closure::once_into_js(|| {});
        let request = locks.unchecked_ref::<LockManager>().request(&name, &free);
        // Denied in some frames.
        let Ok(request) = request else { return };
        let freed = JsFuture::from(request).await.is_ok();
        // One that the page has ended itself is no longer there.
        if freed && wire.upgrade().is_some() {
            let text = "The worker that runs Python has ended by itself: the browser may have run out of memory.";
            on_report(Report::Fault {
                text: text.to_owned(),
            });
        }
    });
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

    fn receive(&self, data: &JsValue) -> Result<Heard, String> {
        if let Some(buffer) = data.dyn_ref::<ArrayBuffer>() {
            if buffer.byte_length() > MAX_MESSAGE {
                let text = "The program made more than 100 MB of names and output within a moment, which the page can't record.".to_owned();
                return Ok(Heard::Report(Report::Lost { text, limit: true }));
            }
            return decode(&Uint8Array::new(buffer).to_vec()).map(Heard::Report);
        }
        match data.as_string().as_deref() {
            Some("listening") => {
                let sent = self.welcome();
                let sent = sent.and_then(|message| self.worker.post_message(&message));
                sent.map_err(|error| browser::words(&error))?;
                Ok(Heard::Listening)
            }
            Some("up") => {
                let early = self.early.borrow_mut().take();
                early
                    .into_iter()
                    .flatten()
                    .for_each(|command| self.send(command));
                Ok(Heard::Up)
            }
            _ => {
                if let Some(image) = browser::field(data, "image") {
                    self.python.keep(image.unchecked_ref());
                    return Ok(Heard::Image);
                }
                let fault = browser::field(data, "fault").and_then(|fault| fault.as_string());
                Err(fault.unwrap_or_else(|| "The worker sent an unknown message.".to_owned()))
            }
        }
    }

    /// What a worker needs to come up. An image is kept of the Python that most runs are good for.
    fn welcome(&self) -> Result<Object, JsValue> {
        let image = self.python.image().filter(|_| self.hashes == 0);
        let keeps = self.hashes == 0 && image.is_none();
        let message = Object::new();
        for (name, value) in [
            ("module", self.python.module().into()),
            ("lock", self.lock.as_str().into()),
            ("image", image.into()),
            ("keeps", keeps.into()),
        ] {
            let value: JsValue = value;
            Reflect::set(&message, &name.into(), &value)?;
        }
        Ok(message)
    }
}
