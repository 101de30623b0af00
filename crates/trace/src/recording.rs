//! The recording of one run: its events and their texts.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::event::{Event, Sym};

/// The events of one run, in order, with their interned texts.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    events: Vec<Event>,
    texts: Vec<Box<str>>,
    symbols: HashMap<Box<str>, Sym>,
    source: Option<Box<str>>,
    taken: (usize, usize),
}

/// What was added to a recording since the last [`Recording::take_batch`]; made
/// to cross from the worker to the page.
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
        if let Some(&sym) = self.symbols.get(text) {
            return sym;
        }
        let sym = Sym(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        self.texts.push(text.into());
        self.symbols.insert(text.into(), sym);
        sym
    }

    /// The text of a symbol; empty for one of another recording.
    #[must_use]
    pub fn text(&self, sym: Sym) -> &str {
        self.texts.get(sym.0 as usize).map_or("", |text| text)
    }

    /// The program's text, where it is known: that of `main.py`, whose lines the
    /// events tell.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// Keeps the program's text with what became of it.
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
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// What was added since the last call, or nothing where nothing was.
    pub fn take_batch(&mut self) -> Option<Batch> {
        let (events, texts) = self.taken;
        if events == self.events.len() && texts == self.texts.len() {
            return None;
        }
        self.taken = (self.events.len(), self.texts.len());
        Some(Batch {
            events: self.events[events..].to_vec(),
            texts: self.texts[texts..].to_vec(),
        })
    }

    /// Appends a batch taken from another recording that this one follows.
    pub fn extend(&mut self, batch: Batch) {
        for text in batch.texts {
            self.symbols.insert(
                text.clone(),
                Sym(u32::try_from(self.texts.len()).unwrap_or(u32::MAX)),
            );
            self.texts.push(text);
        }
        self.events.extend(batch.events);
    }
}
