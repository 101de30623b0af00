//! The recording of one run: its events and their texts.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::event::{Event, Sym};
use crate::shared_vec::SharedVec;

/// A name is shown up to so many bytes. Nobody reads more, and drawing megabytes of it takes
/// seconds.
const MAX_LABEL: usize = 300;

/// A batch holds up to so many events…
const MAX_EVENTS: usize = 8_192;
/// … or texts of so many bytes, and the one that goes beyond. Who receives a batch has other
/// things to do besides.
const MAX_TEXTS: usize = 1 << 20;

/// The events of a recording, in order.
pub type Events = SharedVec<Event, 1024>;

/// The events of one run, in order, with their interned texts.
///
/// A clone is cheap, and stays as it is while the original grows: see [`SharedVec`].
#[derive(Clone, Debug, Default)]
pub struct Recording {
    events: Events,
    texts: SharedVec<Arc<str>, 256>,
    /// Of the texts, up to the last one that was interned here.
    symbols: Arc<HashMap<Arc<str>, Sym>>,
    source: Option<Arc<str>>,
    taken: (usize, usize),
}

/// Part of what was added to a recording: see [`Recording::take_batch`]. Made to cross from
/// the worker to the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// New events.
    pub events: Vec<Event>,
    /// New texts, in the order of their symbols.
    pub texts: Vec<Box<str>>,
}

impl Recording {
    /// The symbol of `text`, which is added if it is new.
    pub fn intern(&mut self, text: &str) -> Sym {
        let symbols = Arc::make_mut(&mut self.symbols);
        // Those that came in batches: whoever only follows a recording needs none.
        for index in symbols.len()..self.texts.len() {
            symbols.insert(Arc::clone(&self.texts[index]), symbol(index));
        }
        if let Some(&sym) = symbols.get(text) {
            return sym;
        }
        let (text, sym) = (Arc::<str>::from(text), symbol(self.texts.len()));
        self.texts.push(Arc::clone(&text));
        symbols.insert(text, sym);
        sym
    }

    /// The text of a symbol; empty for one of another recording.
    #[must_use]
    pub fn text(&self, sym: Sym) -> &str {
        self.texts.get(sym.0 as usize).map_or("", |text| text)
    }

    /// What is shown of a text in a line: of a long one its beginning.
    #[must_use]
    pub fn label(&self, sym: Sym) -> &str {
        self.beginning(sym, MAX_LABEL)
    }

    /// The first `most` bytes of a text, or a few less: letters stay whole.
    #[must_use]
    pub fn beginning(&self, sym: Sym, most: usize) -> &str {
        let text = self.text(sym);
        let mut ends = (0..=most.min(text.len())).rev();
        let end = ends.find(|&end| text.is_char_boundary(end));
        &text[..end.unwrap_or(0)]
    }

    /// The text of `main.py`, to which the lines in events refer, if it is known.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// Stores the text of `main.py`.
    pub fn set_source(&mut self, source: &str) {
        self.source = Some(source.into());
    }

    /// Appends an event.
    pub fn push(&mut self, event: Event) {
        debug_assert!(
            self.events
                .last()
                .is_none_or(|last| last.time <= event.time)
        );
        self.events.push(event);
    }

    /// The events so far.
    #[must_use]
    pub fn events(&self) -> &Events {
        &self.events
    }

    /// The next part of what was added and not taken yet; `None` where nothing is left. The
    /// texts come before the events that refer to them.
    pub fn take_batch(&mut self) -> Option<Batch> {
        let (first_event, first_text) = self.taken;
        let mut room = MAX_TEXTS;
        let texts: Vec<Box<str>> = self
            .texts
            .range(first_text..)
            .take_while(|text| {
                let fits = room > 0;
                room = room.saturating_sub(text.len());
                fits
            })
            .map(|text| (**text).into())
            .collect();
        let known = first_text + texts.len();
        let most = if known == self.texts.len() {
            MAX_EVENTS
        } else {
            0
        };
        let events = self.events.range(first_event..).take(most).copied();
        let events: Vec<Event> = events.collect();
        self.taken = (first_event + events.len(), known);
        let is_empty = events.is_empty() && texts.is_empty();
        (!is_empty).then_some(Batch { events, texts })
    }

    /// Appends a batch taken from another recording that this one follows.
    pub fn extend(&mut self, batch: Batch) {
        self.texts.extend(batch.texts.into_iter().map(Arc::from));
        self.events.extend(batch.events);
    }
}

fn symbol(index: usize) -> Sym {
    Sym(u32::try_from(index).unwrap_or(u32::MAX))
}
