//! What arranges the page: the splitters between its panels, and the buttons that give one of
//! them all the room.

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use crate::browser;
use crate::control::Control;
use crate::icons::{self, icon};
use crate::props::PageProps;
use crate::splitter::{Room, Splitter};
use crate::state::{Area, LayoutAction, PART, State};

/// Where the program stands above the rest; the same as in `layout.css`.
const STACKED: &str = "(min-width: 800px) and (max-width: 1100px) and (orientation: portrait)";
/// The least width of the program, and of what stands beside it, in pixels.
const LEAST_WIDTHS: (f64, f64) = (240.0, 360.0);
/// The least height of the program, and of what stands below it.
const LEAST_HEIGHTS: (f64, f64) = (140.0, 380.0);
/// The least height of the lower panels, and of the timeline above them.
const LEAST_LOWER: (f64, f64) = (110.0, 200.0);

/// Between the program and the rest, which stands right of it, or below on a screen that
/// is higher than wide.
#[component]
pub(crate) fn ProgramSplitter(PageProps { state, control }: &PageProps) -> Html {
    let stacked = use_stacked();
    let room = Callback::from(move |bar: Element| {
        let least = if stacked { LEAST_HEIGHTS } else { LEAST_WIDTHS };
        room(&bar, !stacked, false, least)
    });
    html! {
        <Splitter id="splitter-program" label="Program and timeline" controls="program" upright={!stacked}
            values={percent(state.layout.program)} {room} on_size={size(control, LayoutAction::Program)} />
    }
}

/// Between the timeline and the lower panels.
#[component]
pub(crate) fn LowerSplitter(PageProps { state, control }: &PageProps) -> Html {
    let room = Callback::from(|bar: Element| room(&bar, false, true, LEAST_LOWER));
    html! {
        <Splitter id="splitter-lower" label="Timeline and what is below it" controls="lower" upright={false} behind=true
            values={percent(state.layout.lower)} {room} on_size={size(control, LayoutAction::Lower)} />
    }
}

fn size(control: &Control, action: fn(Option<f64>) -> LayoutAction) -> Callback<Option<f64>> {
    let control = control.clone();
    Callback::from(move |size| control.act(action(size)))
}

fn percent(part: f64) -> (f64, f64, f64) {
    (part * 100.0, PART.0 * 100.0, PART.1 * 100.0)
}

/// The room of the elements before and behind a bar; `least` is the least size of the one
/// that is sized, and of the other.
fn room(bar: &Element, upright: bool, behind: bool, least: (f64, f64)) -> Option<Room> {
    let extent = |element: Element| {
        let place = element.get_bounding_client_rect();
        match upright {
            true => (place.left(), place.right()),
            false => (place.top(), place.bottom()),
        }
    };
    let before = extent(bar.previous_element_sibling()?);
    let after = extent(bar.next_element_sibling()?);
    let (sized, other) = if behind {
        (after, before)
    } else {
        (before, after)
    };
    let size = sized.1 - sized.0;
    Some(Room {
        size,
        least: least.0,
        most: size + other.1 - other.0 - least.1,
        whole: after.1 - before.0,
    })
}

/// Whether the program stands above the rest, as on a tablet held upright.
#[hook]
fn use_stacked() -> bool {
    let query = use_memo((), |()| {
        browser::window().match_media(STACKED).ok().flatten()
    });
    let stacked = use_state_eq(|| query.as_ref().as_ref().is_some_and(|query| query.matches()));
    {
        let stacked = stacked.clone();
        use_effect_with((), move |()| {
            let listener = query.as_ref().clone().map(|query| {
                let target = query.clone();
                EventListener::new(&target, "change", move |_| stacked.set(query.matches()))
            });
            move || drop(listener)
        });
    }
    *stacked
}

/// The button that gives an area all the room, and takes it back.
#[derive(Properties, PartialEq)]
pub(crate) struct MaximizeProps {
    pub(crate) state: UseReducerHandle<State>,
    pub(crate) control: Control,
    pub(crate) area: Area,
}

#[component]
pub(crate) fn Maximize(props: &MaximizeProps) -> Html {
    let MaximizeProps {
        state,
        control,
        area,
    } = props;
    let area = *area;
    let on = state.layout.maximized == Some(area);
    let (id, what) = match area {
        Area::Program => ("maximize-program", "the program"),
        Area::Timeline => ("maximize-timeline", "the timeline"),
        Area::Lower => ("maximize-lower", "this panel"),
    };
    let label = format!("Maximise {what}");
    let title = if on {
        "Show all panels (M, Esc)".to_owned()
    } else {
        format!("{label} (M)")
    };
    let press = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.act(LayoutAction::Maximize(area)))
    };
    html! {
        <button type="button" class="small maximize" data-testid={id} aria-label={label} {title}
            aria-pressed={on.to_string()} onclick={press}>
            { icon(if on { icons::RESTORE } else { icons::MAXIMIZE }) }
        </button>
    }
}

/// The keys: M gives the area with the focus all the room, or else the timeline; Escape takes
/// it back, before it means anything else but in a field or a menu.
pub(crate) fn listen(control: &Control) -> [EventListener; 2] {
    let document = browser::document();
    let options = EventListenerOptions {
        phase: EventListenerPhase::Capture,
        passive: false,
    };
    let first = {
        let control = control.clone();
        EventListener::new_with_options(&document, "keydown", options, move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            if leaves(&control, event) && !browser::is_typing(event) && is_free(event) {
                event.prevent_default();
                event.stop_propagation();
                control.act(LayoutAction::ShowAll);
            }
        })
    };
    let options = EventListenerOptions::enable_prevent_default();
    let control = control.clone();
    let last = EventListener::new_with_options(&document, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
        if event.default_prevented() || !plain || !is_free(event) {
            return;
        }
        if leaves(&control, event) {
            event.prevent_default();
            control.act(LayoutAction::ShowAll);
        } else if matches!(event.key().as_str(), "m" | "M")
            && !browser::is_typing(event)
            && !browser::is_narrow()
        {
            event.prevent_default();
            control.act(LayoutAction::Maximize(area_of(event)));
        }
    });
    [first, last]
}

fn leaves(control: &Control, event: &KeyboardEvent) -> bool {
    event.key() == "Escape" && control.state().layout.maximized.is_some()
}

/// Whether the key is not for a dialog or a menu.
fn is_free(event: &KeyboardEvent) -> bool {
    closest(event, "dialog, [role=menu], .menu").is_none()
}

/// The area with the focus.
fn area_of(event: &KeyboardEvent) -> Area {
    let within = |selector| closest(event, selector).is_some();
    if within(".program") {
        Area::Program
    } else if within(".lower") {
        Area::Lower
    } else {
        Area::Timeline
    }
}

fn closest(event: &KeyboardEvent, selector: &str) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(selector).ok().flatten()
}
