//! Keeps what the user wrote and chose, and hears of what other tabs keep. What is kept
//! is a function of the state; an embedded page keeps nothing.

use std::cell::RefCell;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;
use yew::prelude::*;

use crate::address;
use crate::browser;
use crate::control::Control;
use crate::drafts::Origin;
use crate::keeper::{Foreign, Keeper};
use crate::pace;
use crate::state::{DraftAction, ShellAction, State};
use crate::store;

/// The effects that follow the state into the storage and the address.
#[hook]
pub(crate) fn use_keeping(state: &UseReducerHandle<State>, control: &Control) {
    let keeper = {
        let drafts = state.program.drafts.clone();
        use_memo((), move |()| RefCell::new(Keeper::new(&drafts)))
    };
    {
        let (keeper, control) = (keeper.clone(), control.clone());
        use_effect_with((), move |()| {
            let heard = EventListener::new(&browser::window(), "storage", move |event| {
                if let Some(event) = event.dyn_ref::<StorageEvent>() {
                    hear(&keeper, &control, event);
                }
            });
            move || drop(heard)
        });
    }
    {
        let control = control.clone();
        let program = &state.program;
        let gone = program
            .rival
            .filter(|rival| rival.gone)
            .map(|rival| rival.id);
        use_effect_with(
            (program.drafts.clone(), program.origin.clone(), gone),
            move |(drafts, origin, gone)| {
                if control.state().shell.embed {
                    return;
                }
                let (foreign, kept) = keeper.borrow_mut().keep(drafts, *gone);
                for foreign in foreign {
                    let unsaved = Some(browser::date());
                    control.act(DraftAction::Foreign { foreign, unsaved });
                }
                // What is no draft is not the user's to lose.
                let unkept = kept.err().filter(|_| matches!(origin, Origin::Draft(_)));
                if control.state().shell.unkept != unkept {
                    control.act(ShellAction::Unkept(unkept));
                }
            },
        );
    }
    use_effect_with(state.shell.unkept.is_some(), |&unkept| {
        // The browser asks before it closes a page whose program would be lost.
        let options = EventListenerOptions::enable_prevent_default();
        let asks = unkept.then(|| {
            let window = browser::window();
            EventListener::new_with_options(&window, "beforeunload", options, |event| {
                event.prevent_default();
            })
        });
        move || drop(asks)
    });
    {
        let control = control.clone();
        let mounted = use_mut_ref(|| false);
        use_effect_with(
            (state.program.origin.clone(), state.program.loads),
            move |(origin, _)| {
                let state = control.state();
                let is_loaded = *origin == Origin::Elsewhere && !address::holds_program();
                store::keep_open(origin, is_loaded.then_some(&state.program.texts));
                // At the beginning the address says what is to be opened.
                if mounted.replace(true) {
                    address::follow(origin);
                }
            },
        );
    }
    use_effect_with(state.program.title().to_owned(), |title| {
        browser::document().set_title(&format!("{title} · Interleave"));
    });
    use_effect_with(
        (state.session.settings.clock, state.session.settings.speed),
        |&(clock, speed)| {
            store::set("clock", pace::clock_name(clock));
            store::set("speed", &speed.to_string());
        },
    );
    use_effect_with(
        (state.session.settings.clone(), state.shell.embed),
        |(settings, embed)| {
            if !embed {
                address::show_settings(settings);
            }
        },
    );
    use_effect_with(state.view.scale, |scale| store::set("axis", scale.name()));
    use_effect_with(state.layout.write(), |layout| store::set("layout", layout));
}

/// Another tab has changed the storage.
fn hear(keeper: &RefCell<Keeper>, control: &Control, event: &StorageEvent) {
    let changes = match event.key() {
        Some(key) => {
            let Some(id) = store::draft_of_key(&key) else {
                return;
            };
            let value = event.new_value();
            let draft = value.as_ref().and_then(|value| store::read(id, value));
            // What a later version of the page wrote is not this one's to judge.
            if draft.is_none() && value.is_some() {
                return;
            }
            vec![Foreign { id, draft }]
        }
        // All of it was removed.
        None => {
            let ids = keeper.borrow().ids().into_iter();
            ids.map(|id| Foreign { id, draft: None }).collect()
        }
    };
    for foreign in changes {
        keeper.borrow_mut().saw(&foreign);
        let unsaved = None;
        control.act(DraftAction::Foreign { foreign, unsaved });
    }
}
