//! The initial state of the page.

use std::rc::Rc;

use interleave_protocol::{Clock, Limits};
use yew::prelude::*;

use crate::address::{self, Address};
use crate::drafts::Origin;
use crate::examples;
use crate::files::Texts;
use crate::limits;
use crate::settings;
use crate::state::{
    CodeView, Layout, OpenProgram, Python, RunSettings, Session, Shell, State, TimelineView,
};
use crate::store;
use crate::timeline::Scale;

/// The initial state of the page.
#[derive(Properties, Clone)]
pub(crate) struct Start {
    state: Rc<State>,
}

impl PartialEq for Start {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.state, &other.state)
    }
}

impl Start {
    /// From the address, else from the storage, else with the first example.
    pub(crate) async fn new(address: &Address) -> Self {
        let drafts = store::drafts();
        let (asked, refused) = match address.asked(&drafts).await {
            Ok(asked) => (asked, None),
            Err(why) => (None, Some(why.into())),
        };
        let is_named = asked.is_some() || refused.is_some();
        let (origin, texts) = asked
            .or_else(|| store::open(&drafts))
            .or_else(|| examples::example(examples::FIRST).map(Origin::of_example))
            .unwrap_or((Origin::Elsewhere, Texts::single("")));
        if !is_named {
            address::mark(&origin);
        }
        let (clock, speed) = store::pace();
        let limits = store::get("limits").map(|text| limits::read(&text));
        let mut settings = RunSettings {
            clock: address.clock.or(clock).unwrap_or(Clock::Live),
            speed: address.speed.or(speed).unwrap_or(1.0),
            limits: limits.unwrap_or_else(Limits::page),
            ..RunSettings::default()
        };
        // What can't be read there is as by default.
        settings::read(&mut settings, store::get);
        let faults = address.change(&mut settings);
        let scale = store::get("axis").and_then(|name| Scale::named(&name));
        // An embedded page keeps nothing, and takes nothing from the page that does.
        let layout = store::get("layout").filter(|_| !address.embed);
        let state = State {
            program: OpenProgram {
                texts,
                origin,
                drafts,
                ..OpenProgram::default()
            },
            code: CodeView::read(
                store::get("editor-size").as_deref(),
                store::get("wrap").as_deref(),
            ),
            session: Session {
                settings,
                python: if address.embed {
                    Python::Asleep
                } else {
                    Python::Loading
                },
                ..Session::default()
            },
            view: TimelineView {
                scale: scale.unwrap_or_default(),
                ..TimelineView::default()
            },
            shell: Shell {
                theme: address.theme.unwrap_or_else(store::theme),
                embed: address.embed,
                refused: refused.or_else(|| refusal(&faults)),
                frame: address.frame,
                ..Shell::default()
            },
            layout: layout.map_or_else(Layout::default, |text| Layout::read(&text)),
            ..State::default()
        };
        Self {
            state: Rc::new(state),
        }
    }

    /// The state of the page at its beginning.
    pub(crate) fn into_state(self) -> State {
        Rc::unwrap_or_clone(self.state)
    }
}

/// What the page says of settings in the address that can't be.
fn refusal(faults: &[String]) -> Option<Rc<str>> {
    let faults = faults.join(" ");
    (!faults.is_empty())
        .then(|| format!("The address has a setting that can't be. {faults}").into())
}
