//! What survives a reload, in the browser's local storage. The page works without it.
//!
//! Keys: `interleave.open` names the open program (`example:<id>`, `draft:<n>`);
//! `interleave.draft.<n>` holds a draft, its title in the first line, and
//! `interleave.files.<n>` the files beside it, as JSON;
//! `interleave.clock`, `interleave.speed`, `interleave.theme`, `interleave.limits`,
//! `interleave.layout`, `interleave.editor-size`, `interleave.wrap` and the names of
//! [`settings`] the choices.

use std::rc::Rc;

use interleave_protocol::Clock;

use crate::browser::storage;
use crate::drafts::{Draft, MAX_DRAFTS, Origin};
use crate::examples::example;
use crate::files::Texts;
use crate::limits;
use crate::settings;
use crate::state::{RunSettings, Theme};

const DRAFT: &str = "interleave.draft.";
const FILES: &str = "interleave.files.";
const OPEN: &str = "interleave.open";

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
        .filter_map(|key| {
            let id = key.strip_prefix(DRAFT)?.parse().ok()?;
            let value = storage.get_item(&key).ok()??;
            let (title, text) = value.split_once('\n')?;
            let json = storage.get_item(&format!("{FILES}{id}")).ok().flatten();
            let files = json.and_then(|json| Texts::from_json(&json));
            Some(Draft {
                id,
                title: title.into(),
                texts: Texts {
                    main: text.into(),
                    files: files.map_or_else(|| Rc::from([]), |texts| texts.files),
                },
            })
        })
        .collect();
    drafts.sort_by_key(|draft| draft.id);
    drafts.into()
}

/// What was open last, with its text.
pub(crate) fn open(drafts: &[Draft]) -> Option<(Origin, Texts)> {
    let open = storage()?.get_item(OPEN).ok()??;
    let (sort, id) = open.split_once(':')?;
    if sort == "example" {
        let example = example(id)?;
        return Some((Origin::Example(example), Texts::single(example.program)));
    }
    let id = id.parse().ok()?;
    let draft = drafts.iter().find(|draft| draft.id == id)?;
    Some((Origin::Draft(id), draft.texts.clone()))
}

/// Stores which program is open and its draft, and removes drafts that are gone.
pub(crate) fn keep(origin: &Origin, drafts: &[Draft]) {
    let Some(storage) = storage() else { return };
    let open = match origin {
        Origin::Example(example) => format!("example:{}", example.id),
        Origin::Draft(id) => format!("draft:{id}"),
        // The user's own program stays the one to come back to.
        Origin::Elsewhere | Origin::Recording(_) => return,
    };
    let _ = storage.set_item(OPEN, &open);
    let Origin::Draft(id) = *origin else { return };
    if let Some(draft) = drafts.iter().find(|draft| draft.id == id) {
        let _ = storage.set_item(
            &format!("{DRAFT}{id}"),
            &format!("{}\n{}", draft.title, draft.texts.main),
        );
        let key = format!("{FILES}{id}");
        let _ = match &*draft.texts.files {
            [] => storage.remove_item(&key),
            files => {
                let siblings = Texts {
                    files: files.into(),
                    ..Texts::single("")
                };
                storage.set_item(&key, &siblings.json())
            }
        };
    }
    // Dropped drafts are older than all in the list.
    if drafts.len() == MAX_DRAFTS {
        let oldest = drafts[0].id;
        for gone in self::drafts().iter().filter(|draft| draft.id < oldest) {
            let _ = storage.remove_item(&format!("{DRAFT}{}", gone.id));
            let _ = storage.remove_item(&format!("{FILES}{}", gone.id));
        }
    }
}

/// The clock and the speed chosen last.
pub(crate) fn pace() -> (Option<Clock>, Option<f64>) {
    let clock = get("clock").and_then(|name| crate::address::clock(&name));
    (
        clock,
        get("speed").and_then(|text| crate::address::speed(&text)),
    )
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
