//! Opening a recording: a file that the user chose or dropped, or a script's text.

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

use super::Control;
use crate::browser;
use crate::run::Run;
use crate::state::{Action, ShellAction};

/// More bytes than these are not read: ten million spans.
const MAX_BYTES: f64 = 1_500_000_000.0;

/// Reading more bytes than these takes long enough to say so.
const MANY_BYTES: f64 = 4_000_000.0;

impl Control {
    /// Reads a file of the user's, and shows the recording in it.
    pub(crate) fn open_file(&self, file: File) {
        let control = self.clone();
        spawn_local(async move {
            if let Err(why) = control.read(&file).await {
                control.act(ShellAction::Refuse(Some(why.into())));
            }
        });
    }

    /// The error is a sentence for the user.
    async fn read(&self, file: &File) -> Result<(), String> {
        let name = file.name();
        let cant = |why: &str| format!("Couldn't open “{name}”. {why}");
        if file.size() > MAX_BYTES {
            let size = (file.size() / 1e6).round();
            return Err(cant(&format!("At {size} MB it is too large for the page.")));
        }
        if file.size() > MANY_BYTES {
            self.notice("Reading the recording…");
            // So that it shows.
            TimeoutFuture::new(50).await;
        }
        let bytes = JsFuture::from(file.array_buffer()).await;
        let bytes = bytes.map_err(|error| cant(&browser::words(&error)))?;
        self.open(&name, &js_sys::Uint8Array::new(&bytes).to_vec())
            .map_err(|why| cant(&why))
    }

    /// Shows the recording in a file.
    ///
    /// # Errors
    /// Why it is none, in a sentence. Then nothing on the page has changed.
    pub(crate) fn open(&self, name: &str, json: &[u8]) -> Result<(), String> {
        let opened = interleave_trace::open(json).map_err(|why| why.to_string())?;
        self.leave_run();
        let speed = self.state().session.settings.speed;
        self.act(Action::OpenRecording {
            run: Run::opened(name.into(), opened, speed),
            id: js_sys::Date::now() as u64,
        });
        self.check_soon();
        Ok(())
    }
}
