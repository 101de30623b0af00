//! The page's address: `#code=`, `#files=`, `?example=`, `?program=`, `?clock=`, `?speed=`,
//! `?embed=1`, and the names of [`settings`].

use interleave_protocol::Clock;
use wasm_bindgen::prelude::*;
use web_sys::UrlSearchParams;

use crate::browser;
use crate::drafts::{self, Draft, Origin};
use crate::embed_options::Embed;
use crate::examples::example;
use crate::files::{NO_FILES, Texts};
use crate::limits;
use crate::pace;
use crate::packed::{self, Unread, pack, unpack};
use crate::settings::{self, SETTINGS};
use crate::state::{RunSettings, State, Theme};

/// What the address asks for.
#[derive(Debug, Default)]
pub(crate) struct Address {
    /// The text of `main.py`, as [`packed`] has it.
    pub(crate) code: Option<String>,
    /// The same of several files, as JSON.
    pub(crate) files: Option<String>,
    /// An example's id.
    pub(crate) example: Option<String>,
    /// The number of one of the user's own programs.
    pub(crate) program: Option<String>,
    pub(crate) clock: Option<Clock>,
    pub(crate) speed: Option<f64>,
    /// How programs are run, by the names of [`settings`]; `limits` as [`limits`] writes them.
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) embed: bool,
    /// A sentence for each field whose value can't be.
    pub(crate) faults: Vec<&'static str>,
    /// What an embedded page shows.
    pub(crate) frame: Embed,
    /// The theme of an embedded page.
    pub(crate) theme: Option<Theme>,
}

impl Address {
    /// That of the page. Fields that it doesn't know are left out.
    pub(crate) fn read() -> Self {
        let location = browser::window().location();
        let search = location.search().unwrap_or_default();
        let Ok(fields) = UrlSearchParams::new_with_str(&search) else {
            return Self::default();
        };
        let hash = location.hash().unwrap_or_default();
        let embed = fields.get("embed").as_deref() == Some("1");
        let (clock, speed) = (fields.get("clock"), fields.get("speed"));
        let (clock, speed) = (
            clock.map(|name| pace::clock(&name).ok_or(pace::NO_CLOCK)),
            speed.map(|text| pace::speed(&text).ok_or(pace::NO_SPEED)),
        );
        let no_clock = clock.and_then(Result::err);
        Self {
            code: hash.strip_prefix("#code=").map(str::to_owned),
            files: hash.strip_prefix("#files=").map(str::to_owned),
            example: fields.get("example"),
            program: fields.get("program"),
            clock: clock.and_then(Result::ok),
            speed: speed.and_then(Result::ok),
            faults: no_clock
                .into_iter()
                .chain(speed.and_then(Result::err))
                .collect(),
            fields: SETTINGS
                .iter()
                .map(|one| one.name)
                .chain(["limits"])
                .filter_map(|name| Some((name.to_owned(), fields.get(name)?)))
                .collect(),
            embed,
            frame: Embed::read(|name| fields.get(name).filter(|_| embed)),
            theme: fields
                .get("theme")
                .filter(|_| embed)
                .and_then(|name| theme(&name)),
        }
    }

    /// The program that it names or holds; `None` where it does neither.
    ///
    /// # Errors
    /// Why there is no such program, in a sentence.
    pub(crate) async fn asked(&self, drafts: &[Draft]) -> Result<Option<(Origin, Texts)>, String> {
        if self.code.is_some() || self.files.is_some() {
            let texts = held(self).await?;
            let origin = Origin::of_texts(&texts, drafts).unwrap_or(Origin::Elsewhere);
            return Ok(Some((origin, texts)));
        }
        if let Some(id) = &self.program {
            let draft = id.parse().ok().and_then(|id| drafts::find(drafts, id));
            return Ok(Some(Origin::of_draft(draft.ok_or(NOT_HERE)?)));
        }
        let Some(id) = &self.example else {
            return Ok(None);
        };
        let example = example(id).ok_or_else(|| {
            format!("There is no example named “{id}”. All examples are in the list of programs.")
        })?;
        Ok(Some(Origin::of_example(example)))
    }
}

impl Address {
    /// Changes the settings to what the address says. Returns a sentence for each that can't
    /// be; it stays as it was.
    pub(crate) fn change(&self, settings: &mut RunSettings) -> Vec<String> {
        let text = |name: &str| {
            let mut fields = self.fields.iter();
            fields
                .find(|field| field.0 == name)
                .map(|field| field.1.clone())
        };
        let mut faults: Vec<String> = self.faults.iter().map(|&why| why.to_owned()).collect();
        faults.extend(settings::read(settings, text));
        if let Some(text) = text("limits") {
            faults.extend(limits::change(&mut settings.limits, &text));
        }
        faults
    }
}

/// Puts the settings that are not as by default into the address, and takes the others off.
pub(crate) fn show_settings(settings: &RunSettings) {
    let location = browser::window().location();
    let search = location.search().unwrap_or_default();
    let Ok(fields) = UrlSearchParams::new_with_str(&search) else {
        return;
    };
    let limits = limits::difference(&settings.limits);
    for (name, text) in settings::write(settings)
        .into_iter()
        .chain([("limits", limits)])
    {
        match text {
            Some(text) => fields.set(name, &text),
            None => fields.delete(name),
        }
    }
    let fields = match String::from(fields.to_string()) {
        fields if fields.is_empty() => fields,
        fields => format!("?{fields}"),
    };
    if fields != search {
        let path = location.pathname().unwrap_or_default();
        let hash = location.hash().unwrap_or_default();
        let history = browser::window().history();
        let mark = history.and_then(|history| history.state());
        // The program is the same.
        replace_entry(
            &mark.unwrap_or(JsValue::NULL),
            &format!("{path}{fields}{hash}"),
        );
    }
}

const BROKEN: &str = "The program in this link could not be read: the link is incomplete or was changed. Ask for it again.";
const TOO_LONG: &str =
    "The program in this link has more than 1 MB, so it was not opened. Ask for it as a file.";
const NOT_HERE: &str = "This link leads to a program that is not in this browser: it was deleted, or written in another one. To pass on a program, use Share.";

/// # Errors
/// Why the program in the address can't be read, in a sentence.
async fn held(address: &Address) -> Result<Texts, String> {
    let (code, files) = (&address.code, &address.files);
    let code = code.as_ref().or(files.as_ref()).ok_or(BROKEN)?;
    let text = unpack(code).await.map_err(|why| match why {
        Unread::Broken => BROKEN,
        Unread::TooLong => TOO_LONG,
    })?;
    if address.code.is_some() {
        return Ok(Texts::single(text));
    }
    Texts::from_json(&text).map_err(|why| match &*why {
        NO_FILES => BROKEN.to_owned(),
        why => format!("The program in this link can't be opened. {why}"),
    })
}

/// The theme that the address of an embedded page asks for.
fn theme(name: &str) -> Option<Theme> {
    Theme::named(name).filter(|&theme| theme != Theme::System)
}

/// Whether the address holds the program's text.
pub(crate) fn holds_program() -> bool {
    let address = Address::read();
    address.code.is_some() || address.files.is_some()
}

/// A step in the browser's history: the user opened another program.
pub(crate) fn enter(origin: &Origin) {
    if let Some(url) = elsewhere(origin)
        && let Ok(history) = browser::window().history()
    {
        // As below.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&url));
    }
}

/// The open program became another one, as a text that is edited does.
pub(crate) fn follow(origin: &Origin) {
    if let Some(url) = elsewhere(origin) {
        replace(&url);
    }
}

/// Marks an address that names no program with the one that is open, so that Back finds it.
pub(crate) fn mark(origin: &Origin) {
    if let (Some(key), Ok(history)) = (origin.key(), browser::window().history()) {
        let _ = history.replace_state_with_url(&key.into(), "", None);
    }
}

/// Takes the program off the address: the text is another one now, which has no address.
pub(crate) fn forget_program() {
    if let Some(url) = url(None).filter(|_| !browser::is_embed()) {
        replace(&url);
    }
}

/// The address that names the program, if it can have one and the page's is another one.
/// That of an embedded page is its host's.
fn elsewhere(origin: &Origin) -> Option<String> {
    let field = match origin {
        Origin::Example(example) => ("example", example.id.to_owned()),
        Origin::Draft(id) => ("program", id.to_string()),
        Origin::Elsewhere | Origin::Recording(_) => return None,
    };
    let location = browser::window().location();
    let is_named = browser::query(field.0).as_ref() == Some(&field.1)
        && location.hash().is_ok_and(|hash| hash.is_empty());
    (!is_named && !browser::is_embed()).then(|| url(Some(field)))?
}

/// The page's address with this field for its program.
fn url(program: Option<(&str, String)>) -> Option<String> {
    let location = browser::window().location();
    let fields = UrlSearchParams::new_with_str(&location.search().ok()?).ok()?;
    fields.delete("example");
    fields.delete("program");
    if let Some((name, value)) = program {
        fields.set(name, &value);
    }
    let fields = String::from(fields.to_string());
    let path = location.pathname().ok()?;
    Some(match fields.as_str() {
        "" => path,
        fields => format!("{path}?{fields}"),
    })
}

/// Puts the program into the address, and returns that.
///
/// # Errors
/// Why that is impossible, in a sentence.
pub(crate) async fn share(texts: &Texts) -> Result<String, String> {
    let hash = hash_of(texts).await?;
    let url = url(None).ok_or("The page has no address.")?;
    replace(&format!("{url}{hash}"));
    let href = browser::window().location().href();
    href.map_err(|error| browser::words(&error))
}

/// The part of an address that holds this program.
///
/// # Errors
/// Why there is none, in a sentence.
async fn hash_of(texts: &Texts) -> Result<String, String> {
    let (name, text) = match texts.files.is_empty() {
        true => ("code", texts.main.to_string()),
        false => ("files", texts.json()),
    };
    if text.len() > packed::MAX_BYTES {
        return Err("The program has more than 1 MB, which is too much for a link: save it, and pass on the file.".to_owned());
    }
    let code = pack(&text).await;
    let code = code.map_err(|_| "This browser can't make links: it lacks CompressionStream.")?;
    Ok(format!("#{name}={code}"))
}

/// The address of the open program, as it is now, with its settings and these fields.
///
/// # Errors
/// Why there is none, in a sentence.
pub(crate) async fn of(state: &State, fields: &[(&'static str, String)]) -> Result<String, String> {
    let words = |error: JsValue| browser::words(&error);
    let location = browser::window().location();
    let search = UrlSearchParams::new().map_err(words)?;
    for (name, value) in fields {
        search.set(name, value);
    }
    let hash = match (&state.program.origin, &state.program.texts) {
        (Origin::Example(example), _) => {
            search.set("example", example.id);
            String::new()
        }
        (_, texts) => hash_of(texts).await?,
    };
    let settings = &state.session.settings;
    search.set("clock", pace::clock_name(settings.clock));
    if settings.speed != 1.0 {
        search.set("speed", &settings.speed.to_string());
    }
    let limits = limits::difference(&settings.limits);
    for (name, text) in settings::write(settings)
        .into_iter()
        .chain([("limits", limits)])
    {
        if let Some(text) = text {
            search.set(name, &text);
        }
    }
    let origin = location.origin().map_err(words)?;
    let path = location.pathname().map_err(words)?;
    // A comma may stand in a query as it is, which is easier to read.
    let search = String::from(search.to_string()).replace("%2C", ",");
    Ok(format!("{origin}{path}?{search}{hash}"))
}

fn replace(url: &str) {
    replace_entry(&JsValue::NULL, url);
}

/// The address and the mark of the history's entry.
fn replace_entry(mark: &JsValue, url: &str) {
    if let Ok(history) = browser::window().history() {
        // Denied in some frames; then the address stays as it is.
        let _ = history.replace_state_with_url(mark, "", Some(url));
    }
}
