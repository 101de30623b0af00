//! What survives a reload, in the browser's local storage. The page works without it,
//! and an embedded page uses none.
//!
//! Keys: `interleave.open` names the open program (`example:<id>`, `draft:<n>`);
//! `interleave.program.<n>` holds a draft; `interleave.clock`, `interleave.speed`,
//! `interleave.limits`, `interleave.axis`, `interleave.theme`, `interleave.layout`,
//! `interleave.editor-size`, `interleave.wrap` and the names of [`settings`] the choices.
//!
//! A draft is two lines of JSON: `{"title", "example", "changed"}`, and its files as
//! `[[name, text], …]`, `main.py` first. Drafts of earlier versions are read, too:
//! `interleave.draft.<n>`, the title in its first line, and `interleave.files.<n>`, the
//! files beside it.

use std::rc::Rc;

use interleave_protocol::Clock;
use serde::{Deserialize, Serialize};

use crate::browser::{self, storage};
use crate::drafts::{Draft, Origin, Unkept};
use crate::examples::example;
use crate::files::{File, MAIN, Texts};
use crate::limits;
use crate::pace;
use crate::settings;
use crate::state::{RunSettings, Theme};

const PROGRAM: &str = "interleave.program.";
const OPEN: &str = "interleave.open";
/// In the storage of this tab alone: a program of a script's.
const LOADED: &str = "interleave.loaded";

/// Those of earlier versions.
const EARLIER: &str = "interleave.draft.";
const EARLIER_FILES: &str = "interleave.files.";

/// The value of a key.
pub(crate) fn get(key: &str) -> Option<String> {
    storage()?
        .get_item(&format!("interleave.{key}"))
        .ok()
        .flatten()
}

/// Stores a value. A full or denied storage is ignored.
pub(crate) fn set(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&format!("interleave.{key}"), value);
    }
}

fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&format!("interleave.{key}"));
    }
}

/// All drafts.
pub(crate) fn drafts() -> Rc<[Draft]> {
    let Some(storage) = storage() else {
        return Rc::from([]);
    };
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
    let mut drafts: Vec<Draft> = keys
        .filter_map(|key| match draft_of_key(&key) {
            Some(id) => draft(id),
            None => {
                let id = key.strip_prefix(EARLIER)?.parse().ok()?;
                // Where both are there, the move to the new key was not finished.
                draft(id).is_none().then(|| earlier_draft(id)).flatten()
            }
        })
        .collect();
    drafts.sort_by_key(|draft| draft.id);
    drafts.into()
}

/// The number of the draft that this key holds.
pub(crate) fn draft_of_key(key: &str) -> Option<u64> {
    key.strip_prefix(PROGRAM)?.parse().ok()
}

/// The stored draft of this number.
pub(crate) fn draft(id: u64) -> Option<Draft> {
    let value = storage()?.get_item(&format!("{PROGRAM}{id}")).ok()??;
    read(id, &value)
}

/// When the stored draft of this number was changed.
pub(crate) fn changed(id: u64) -> Option<u64> {
    let value = storage()?.get_item(&format!("{PROGRAM}{id}")).ok()??;
    Some(head(&value)?.0.changed)
}

/// Stores a draft.
///
/// # Errors
/// Why it is not stored.
pub(crate) fn keep_draft(draft: &Draft) -> Result<(), Unkept> {
    let storage = storage().ok_or(Unkept::Denied)?;
    let stored = storage.set_item(&format!("{PROGRAM}{}", draft.id), &write(draft));
    stored.map_err(|_| Unkept::Full)?;
    remove_earlier(draft.id);
    Ok(())
}

/// Removes a draft.
pub(crate) fn remove_draft(id: u64) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&format!("{PROGRAM}{id}"));
        remove_earlier(id);
    }
}

/// What was open last, with its text: in this tab, else in any.
pub(crate) fn open(drafts: &[Draft]) -> Option<(Origin, Texts)> {
    let loaded = || {
        let session = browser::session_storage()?;
        Texts::from_json(&session.get_item(LOADED).ok()??).ok()
    };
    if let Some(texts) = loaded() {
        return Some((Origin::Elsewhere, texts));
    }
    Origin::of_key(&storage()?.get_item(OPEN).ok()??, drafts)
}

/// Stores which program is open, and for this tab `loaded`: one that a script loaded.
pub(crate) fn keep_open(origin: &Origin, loaded: Option<&Texts>) {
    if let (Some(storage), Some(key)) = (storage(), origin.key()) {
        let _ = storage.set_item(OPEN, &key);
    }
    if let Some(session) = browser::session_storage() {
        let _ = match (loaded, origin) {
            (Some(texts), _) => session.set_item(LOADED, &texts.json()),
            // The program before it stays the one to come back to.
            (None, Origin::Recording(_)) => Ok(()),
            (None, _) => session.remove_item(LOADED),
        };
    }
}

/// The clock and the speed chosen last.
pub(crate) fn pace() -> (Option<Clock>, Option<f64>) {
    let clock = get("clock").and_then(|name| pace::clock(&name));
    (clock, get("speed").and_then(|text| pace::speed(&text)))
}

/// Stores how programs are run, besides clock and speed.
pub(crate) fn keep_settings(settings: &RunSettings) {
    set("limits", &limits::write(&settings.limits));
    for (name, text) in settings::write(settings) {
        match text {
            Some(text) => set(name, &text),
            None => forget(name),
        }
    }
}

/// The theme chosen last.
pub(crate) fn theme() -> Theme {
    let theme = get("theme").and_then(|name| Theme::named(&name));
    theme.unwrap_or_default()
}

/// What stands in a draft's first line.
#[derive(Serialize, Deserialize)]
struct Head {
    title: String,
    example: Option<String>,
    changed: u64,
}

fn write(draft: &Draft) -> String {
    let head = Head {
        title: draft.title.to_string(),
        example: draft.example.map(|example| example.id.to_owned()),
        changed: draft.changed,
    };
    let main = (MAIN, &*draft.texts.main);
    let files = draft.texts.files.iter();
    let files = files.map(|file| (&*file.name, &*file.text));
    let files: Vec<(&str, &str)> = std::iter::once(main).chain(files).collect();
    // Texts and numbers can always be written.
    let json = |written: serde_json::Result<String>| written.unwrap_or_default();
    let (head, files) = (serde_json::to_string(&head), serde_json::to_string(&files));
    format!("{}\n{}", json(head), json(files))
}

fn head(value: &str) -> Option<(Head, &str)> {
    let (head, files) = value.split_once('\n')?;
    Some((serde_json::from_str(head).ok()?, files))
}

/// A draft as [`write`] wrote it.
pub(crate) fn read(id: u64, value: &str) -> Option<Draft> {
    let (head, files) = head(value)?;
    let files: Vec<(String, String)> = serde_json::from_str(files).ok()?;
    let mut files = files.into_iter();
    let (_, main) = files.next()?;
    let files = files.map(|(name, text)| File {
        name: name.into(),
        text: text.into(),
    });
    Some(Draft {
        id,
        title: head.title.into(),
        example: head.example.as_deref().and_then(example),
        changed: head.changed,
        texts: Texts {
            main: main.into(),
            files: files.collect(),
        },
    })
}

fn earlier_draft(id: u64) -> Option<Draft> {
    let storage = storage()?;
    let value = storage.get_item(&format!("{EARLIER}{id}")).ok()??;
    let (title, text) = value.split_once('\n')?;
    let json = storage.get_item(&format!("{EARLIER_FILES}{id}"));
    let files = json
        .ok()
        .flatten()
        .and_then(|json| Texts::from_json(&json).ok());
    Some(Draft {
        id,
        title: title.into(),
        example: None,
        changed: id,
        texts: Texts {
            main: text.into(),
            files: files.map_or_else(|| Rc::from([]), |texts| texts.files),
        },
    })
}

fn remove_earlier(id: u64) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&format!("{EARLIER}{id}"));
        let _ = storage.remove_item(&format!("{EARLIER_FILES}{id}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::EXAMPLES;

    #[test]
    fn a_written_draft_is_read_again() {
        let file = |name: &str, text: &str| File {
            name: name.into(),
            text: text.into(),
        };
        let draft = Draft {
            id: 5,
            title: "Two\nlines \"quoted\"".into(),
            example: Some(&EXAMPLES[1]),
            changed: 9,
            texts: Texts {
                main: "print('a\0b')\n\n".into(),
                files: [file("z.py", "\n"), file("a.py", "")].into(),
            },
        };
        let written = write(&draft);
        assert_eq!(read(5, &written), Some(draft));
        assert_eq!(head(&written).map(|(head, _)| head.changed), Some(9));
    }

    #[test]
    fn what_is_no_draft_is_none() {
        for text in [
            "",
            "{}",
            "\n",
            "{\"title\":\"x\",\"changed\":1}\n[]",
            "Title\nprint()",
        ] {
            assert_eq!(read(1, text), None, "{text:?}");
        }
    }
}
