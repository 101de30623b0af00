//! Saving the user's programs as files.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::Control;
use crate::archive;
use crate::browser;
use crate::download;
use crate::drafts;
use crate::files::{MAIN, Texts};
use crate::title::{file_name, slug};

impl Control {
    /// Saves the open program.
    pub(crate) fn save_program(&self) {
        let state = self.state();
        self.save_texts(&file_name(&state), state.program.texts.clone());
    }

    /// Saves one of the user's programs.
    pub(crate) fn save_draft(&self, id: u64) {
        if let Some(draft) = drafts::find(&self.state().program.drafts, id) {
            self.save_texts(&slug(&draft.title), draft.texts.clone());
        }
    }

    /// Saves all of the user's programs, each as a folder of an archive.
    pub(crate) fn save_all(&self) {
        let drafts = self.state().program.drafts.clone();
        let control = self.clone();
        spawn_local(async move {
            let mut files = Vec::new();
            let mut folders: Vec<String> = Vec::new();
            for draft in drafts.iter() {
                let name = slug(&draft.title);
                let folder = match folders.contains(&name) {
                    false => name,
                    true => format!("{name}-{}", draft.id),
                };
                files.extend(listed(&format!("{folder}/"), &draft.texts));
                folders.push(folder);
            }
            control.report_saving(save_archive("programs.zip", &files).await);
        });
    }

    /// One file as it is, several as an archive.
    fn save_texts(&self, name: &str, texts: Texts) {
        if texts.files.is_empty() {
            let blob = download::text("text/x-python", &texts.main);
            let saved = blob.and_then(|blob| download::save(&format!("{name}.py"), &blob));
            self.report_saving(saved);
            return;
        }
        let (control, name) = (self.clone(), name.to_owned());
        spawn_local(async move {
            let files = listed("", &texts);
            control.report_saving(save_archive(&format!("{name}.zip"), &files).await);
        });
    }

    fn report_saving(&self, saved: Result<(), JsValue>) {
        if let Err(error) = saved {
            self.notice(&format!(
                "Couldn't save the file. {}",
                browser::words(&error)
            ));
        }
    }
}

/// The files' paths in an archive, and their texts.
fn listed<'a>(folder: &str, texts: &'a Texts) -> Vec<(String, &'a str)> {
    let main = (MAIN, &*texts.main);
    let files = texts.files.iter().map(|file| (&*file.name, &*file.text));
    let all = std::iter::once(main).chain(files);
    all.map(|(name, text)| (format!("{folder}{name}"), text))
        .collect()
}

async fn save_archive(name: &str, files: &[(String, &str)]) -> Result<(), JsValue> {
    let bytes = archive::zip(files).await?;
    download::save(name, &download::bytes("application/zip", &bytes)?)
}
