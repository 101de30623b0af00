//! Opening files that the user chose or dropped, or a script's text: recordings and
//! programs.

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

use super::Control;
use crate::archive;
use crate::browser;
use crate::files;
use crate::run::Run;
use crate::sources::{self, Assembled, Source};
use crate::state::{Action, ShellAction};

/// More bytes than these are not read: ten million spans.
const MAX_BYTES: f64 = 1_500_000_000.0;

/// Reading more bytes than these takes long enough to say so.
const MANY_BYTES: f64 = 4_000_000.0;

impl Control {
    /// Opens what these files are: one recording, or a program. Each has its path from
    /// the folder that was chosen.
    pub(crate) fn open_files(&self, files: Vec<(String, File)>) {
        let Some((first, _)) = files.first().cloned() else {
            return;
        };
        let control = self.clone();
        spawn_local(async move {
            let is_recording = files.len() == 1 && !sources::is_program(&first);
            let opened = match &files[..] {
                [(_, file)] if is_recording => control.read(file).await,
                _ => control.read_program(&files).await,
            };
            let refused = opened.err().map(|why| {
                let name = match files.len() {
                    1 => first,
                    _ => first
                        .split_once('/')
                        .map_or(first.clone(), |(folder, _)| folder.to_owned()),
                };
                format!("Couldn't open “{name}”. {why}").into()
            });
            control.act(ShellAction::Refuse(refused));
        });
    }

    /// Reads a recording, and shows it. The error is a sentence for the user.
    async fn read(&self, file: &File) -> Result<(), String> {
        if file.size() > MAX_BYTES {
            let size = (file.size() / 1e6).round();
            return Err(format!("At {size} MB it is too large for the page."));
        }
        if file.size() > MANY_BYTES {
            self.notice("Reading the recording…");
            // So that it shows.
            TimeoutFuture::new(50).await;
        }
        self.open(&file.name(), &bytes(file).await?)
    }

    /// Reads the files of a program, and opens it. The error is a sentence for the user.
    async fn read_program(&self, files: &[(String, File)]) -> Result<(), String> {
        let wanted = files.iter().filter(|(path, _)| sources::is_wanted(path));
        let wanted: Vec<&(String, File)> = wanted.collect();
        let size: f64 = wanted.iter().map(|(_, file)| file.size()).sum();
        files::check(wanted.len(), size as usize)?;
        let mut read = Vec::new();
        for (path, file) in &wanted {
            let (path, bytes) = (path.clone(), bytes(file).await?);
            read.push(Source { path, bytes });
        }
        let assembled = match &read[..] {
            [only] if only.path.to_lowercase().ends_with(".zip") => {
                let unpacked = archive::unzip(&only.bytes).await;
                let unpacked = unpacked.map_err(|error| {
                    format!("Its content could not be read. {}", browser::words(&error))
                })?;
                sources::assemble(unpacked, Some(&only.path))?
            }
            _ => sources::assemble(read, None)?,
        };
        let Assembled {
            title,
            texts,
            runs,
            left_out,
        } = assembled;
        self.add(title, texts);
        let runs =
            runs.map(|name| format!("“{name}” is main.py here: it is the file that is run."));
        let left_out = match &left_out[..] {
            [] => None,
            [one] => Some(format!(
                "“{one}” was left out: it is not a text, or its name can't be used."
            )),
            many => Some(format!(
                "{} files were left out: they are not texts, or their names can't be used.",
                many.len()
            )),
        };
        let sentences: Vec<String> = runs.into_iter().chain(left_out).collect();
        if !sentences.is_empty() {
            self.notice(&sentences.join(" "));
        }
        Ok(())
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
            id: browser::date(),
        });
        self.check_soon();
        Ok(())
    }
}

async fn bytes(file: &File) -> Result<Vec<u8>, String> {
    let bytes = JsFuture::from(file.array_buffer()).await;
    let bytes = bytes.map_err(|error| browser::words(&error))?;
    Ok(js_sys::Uint8Array::new(&bytes).to_vec())
}
