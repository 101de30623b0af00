//! The printed lines: a list, its commands and its search.

use interleave_trace::{Lane, NO_TASK};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, HtmlElement};
use yew::prelude::*;

use super::copied::{select_all, selected};
use super::finder::{FindBar, matches};
use super::menu::{Spot, items};
use super::row::{Row, Searched};
use super::shown::{Shown, With};
use crate::browser;
use crate::clipboard;
use crate::context_menu::ContextMenu;
use crate::control::Control;
use crate::export;
use crate::filter::{chip, related};
use crate::rows::Rows;
use crate::run::Run;
use crate::run_lines::RunLines;
use crate::state::ViewAction;
use crate::store;
use crate::title;

/// The narrowest and the widest that the column of names gets, in characters.
const MIN_NAME: usize = 6;
const MAX_NAME: usize = 24;
/// The storage's key of whether lines are wrapped.
const WRAP: &str = "wrap-output";

#[derive(Properties)]
pub(super) struct PrintedProps {
    pub(super) run: Run,
    /// How many events there are before the cursor.
    pub(super) events: usize,
    /// How many lines these have begun.
    pub(super) count: usize,
    pub(super) filter: Option<Lane>,
    /// Where the links lead.
    pub(super) lines: RunLines,
    pub(super) control: Control,
}

impl PartialEq for PrintedProps {
    /// Lines change with the events before the cursor, and not with time alone.
    fn eq(&self, other: &Self) -> bool {
        let shown = |props: &Self| (props.events, props.count, props.filter);
        self.run.snapshot.same_run(&other.run.snapshot)
            && shown(self) == shown(other)
            && self.lines == other.lines
    }
}

#[component]
pub(super) fn Printed(props: &PrintedProps) -> Html {
    let wrap = use_state_eq(|| store::get(WRAP).as_deref() == Some("1"));
    let query = use_state_eq(|| None::<String>);
    let at = use_state_eq(|| 0_usize);
    let open = use_state_eq(|| None::<Spot>);
    // The row where the user began to select.
    let pressed = use_mut_ref(|| None::<usize>);
    let panel = use_node_ref();

    let (run, control) = (&props.run, &props.control);
    let key = (
        run.snapshot.clone(),
        props.events,
        props.count,
        props.filter,
    );
    let shown = {
        let run = run.clone();
        use_memo(key.clone(), move |&(_, events, count, filter)| {
            let lanes = filter.map(|lane| related(run.snapshot.trace(), lane));
            Shown::new(run, events, count, lanes.as_ref())
        })
    };
    let found = {
        let shown = shown.clone();
        use_memo((key, (*query).clone()), move |(_, query)| {
            query
                .as_ref()
                .map_or_else(Vec::new, |query| matches(shown.texts(), query))
        })
    };
    let current = (*at).min(found.len().saturating_sub(1));

    let find = setter(&query, |query| Some(query.unwrap_or_default()));
    let close = {
        let (query, panel) = (query.clone(), panel.clone());
        Callback::from(move |()| {
            query.set(None);
            if let Some(button) = part(&panel, "[data-testid=find-output]")
                .and_then(|found| found.dyn_into::<HtmlElement>().ok())
            {
                // It throws for nothing that a button can be.
                let _ = button.focus();
            }
        })
    };
    let keys = {
        let (find, panel) = (find.clone(), panel.clone());
        Callback::from(move |event: KeyboardEvent| {
            let command = event.ctrl_key() || event.meta_key();
            match event.key().as_str() {
                "f" if command => find.emit(()),
                "a" if command && !browser::is_typing(&event) => {
                    part(&panel, ".rows").iter().for_each(select_all);
                }
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let on_query = {
        let (query, at) = (query.clone(), at.clone());
        Callback::from(move |text: String| {
            query.set(Some(text));
            at.set(0);
        })
    };
    let on_step = {
        let (at, count) = (at.clone(), found.len());
        Callback::from(move |forward: bool| {
            let by = if forward { 1 } else { count.saturating_sub(1) };
            at.set((current + by).checked_rem(count).unwrap_or(0));
        })
    };
    let on_wrap = {
        let wrap = wrap.clone();
        Callback::from(move |_: MouseEvent| {
            store::set(WRAP, if *wrap { "0" } else { "1" });
            wrap.set(!*wrap);
        })
    };
    let on_copy = {
        let (control, shown) = (control.clone(), shown.clone());
        Callback::from(move |_: MouseEvent| clipboard::copy(&control, shown.text(With::Nothing)))
    };
    let on_save = {
        let (control, shown) = (control.clone(), shown.clone());
        Callback::from(move |_: MouseEvent| {
            let name = format!("{}.txt", title::file_name(&control.state()));
            export::save_text(&control, &name, "text/plain", &shown.text(With::Nothing));
        })
    };
    let selection = {
        let (shown, pressed) = (shown.clone(), pressed.clone());
        move |list: &Element, with: With| {
            let places = selected(list, shown.count(), *pressed.borrow())?;
            Some(shown.part(places, with))
        }
    };
    let oncopy = {
        let selection = selection.clone();
        Callback::from(move |event: Event| {
            let list = event.target_dyn_into::<Element>();
            let list = list.and_then(|target| target.closest(".rows").ok()?);
            let text = list.and_then(|list| selection(&list, With::Nothing));
            let clipboard = event.dyn_ref::<ClipboardEvent>();
            let clipboard = clipboard.and_then(ClipboardEvent::clipboard_data);
            if let Some((text, clipboard)) = text.zip(clipboard)
                && clipboard.set_data("text/plain", &text).is_ok()
            {
                event.prevent_default();
            }
        })
    };
    let on_menu = {
        let open = open.clone();
        Callback::from(move |spot| open.set(Some(spot)))
    };
    let row = {
        let (shown, found, control) = (shown.clone(), found.clone(), control.clone());
        Callback::from(move |(index, is_stop): (usize, bool)| {
            let searched = Searched::of(&found, index, current);
            let row = Row {
                index,
                is_stop,
                on_menu: &on_menu,
                pressed: &pressed,
                control: &control,
            };
            row.html(&shown, &searched)
        })
    };
    let clear = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.act(ViewAction::Filter(None)))
    };
    let menu = (*open).map(|spot| {
        let on_close = setter(&open, |_| None);
        let list = part(&panel, ".rows");
        let copied = |with| list.as_ref().and_then(|list| selection(list, with));
        let items = items(
            &shown,
            spot.row,
            [With::Nothing, With::Names].map(copied),
            props.filter,
            control,
        );
        html! { <ContextMenu label="Output" at={spot.at} {items} {on_close} /> }
    });
    let reveal = found.get(current).map(|one| (one.row, current));
    let start_find = {
        let find = find.clone();
        Callback::from(move |_: MouseEvent| find.emit(()))
    };
    html! {
        <div class="printed" ref={panel} tabindex="-1" onkeydown={keys} style={format!("--who: {}ch", widest_name(run))}>
            <div class="output-bar">
                if let Some(lane) = props.filter {
                    { chip(run.snapshot.trace(), lane, "output-filter", clear) }
                }
                if let Some(query) = &*query {
                    <FindBar query={query.clone()} found={found.len()} at={current} {on_query} {on_step} on_close={close} />
                }
                <span class="output-tools">
                    <button type="button" data-testid="find-output" title="Find in the output (Ctrl+F)" aria-pressed={query.is_some().to_string()} onclick={start_find}>{ "Find" }</button>
                    <button type="button" data-testid="wrap-output" title="Wrap long lines" aria-pressed={wrap.to_string()} onclick={on_wrap}>{ "Wrap" }</button>
                    <button type="button" data-testid="copy-output" title="Copy all that is shown" onclick={on_copy}>{ "Copy" }</button>
                    <button type="button" data-testid="save-output" title="Save all that is shown as a text file" onclick={on_save}>{ "Save" }</button>
                </span>
            </div>
            if shown.count() == 0 {
                <p class="empty">{ "Nothing of this was printed." }</p>
            } else {
                <Rows label="Output" class={classes!(wrap.then_some("wrapped"))} count={shown.count()} {reveal} {row} {oncopy} />
            }
            { for menu }
        </div>
    }
}

/// A callback that changes a state.
fn setter<T: Clone + PartialEq + 'static>(
    state: &UseStateHandle<T>,
    to: impl Fn(T) -> T + 'static,
) -> Callback<()> {
    let state = state.clone();
    Callback::from(move |()| state.set(to((*state).clone())))
}

/// A part of the panel.
fn part(panel: &NodeRef, selector: &str) -> Option<Element> {
    panel.cast::<Element>()?.query_selector(selector).ok()?
}

/// The width of the column of names, in characters.
fn widest_name(run: &Run) -> usize {
    let narrator = run.snapshot.trace().narrator();
    let names = run
        .lines()
        .lanes()
        .map(|lane| match lane {
            // It may be top-level code, whose name is the longer one.
            Lane::Loop => narrator.task(NO_TASK),
            lane => narrator.lane(lane),
        })
        .map(|name| name.chars().count());
    names.max().unwrap_or(0).clamp(MIN_NAME, MAX_NAME)
}
