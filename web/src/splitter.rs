//! A bar between two parts of the page, which is dragged to share the room between them.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

/// How far an arrow key moves it, in pixels; with Shift, a fifth of that.
const STEP: f64 = 40.0;

/// The room that there is to share, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Room {
    /// The size now of the part that is sized.
    pub(crate) size: f64,
    /// Its least size.
    pub(crate) least: f64,
    /// Its largest size.
    pub(crate) most: f64,
    /// What sizes are told in parts of.
    pub(crate) whole: f64,
}

impl Room {
    /// Larger by so much, within the bounds, and in parts of the whole.
    fn larger(self, by: f64) -> f64 {
        let size = self.size + by;
        size.min(self.most).max(self.least) / self.whole.max(1.0)
    }
}

/// The separator's place, and what it does.
#[derive(Properties, PartialEq)]
pub(crate) struct SplitterProps {
    /// For tests.
    pub(crate) id: &'static str,
    pub(crate) label: &'static str,
    /// The id of the part that it sizes.
    pub(crate) controls: &'static str,
    /// The line is upright: it moves to the left and right.
    pub(crate) upright: bool,
    /// What it sizes stands behind it: right of it, or below.
    #[prop_or_default]
    pub(crate) behind: bool,
    /// The size, the least and the largest, as they are read out.
    pub(crate) values: (f64, f64, f64),
    #[prop_or_default]
    pub(crate) style: Option<String>,
    /// Measures the room around the separator.
    pub(crate) room: Callback<Element, Option<Room>>,
    /// Another size, in parts of the whole; `None` for the one at the beginning.
    pub(crate) on_size: Callback<Option<f64>>,
}

/// A separator that is dragged, or moved by keys; a double click resets it.
#[component]
pub(crate) fn Splitter(props: &SplitterProps) -> Html {
    // The room when the pointer went down, and where it did.
    let drag = use_memo((), |()| Cell::new(None::<(Room, f64)>));
    let sign = if props.behind { -1.0 } else { 1.0 };
    let upright = props.upright;
    let place = move |event: &PointerEvent| {
        f64::from(match upright {
            true => event.client_x(),
            false => event.client_y(),
        })
    };
    let down = {
        let (drag, room) = (Rc::clone(&drag), props.room.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(target) = event.target_dyn_into::<Element>() else {
                return;
            };
            if event.button() != 0 {
                return;
            }
            // It fails where the pointer is gone already.
            drop(target.set_pointer_capture(event.pointer_id()));
            drag.set(room.emit(target).map(|room| (room, place(&event))));
        })
    };
    let moved = {
        let (drag, on_size) = (Rc::clone(&drag), props.on_size.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some((room, from)) = drag.get() {
                on_size.emit(Some(room.larger(sign * (place(&event) - from))));
            }
        })
    };
    let ended = Callback::from(move |_: PointerEvent| drag.set(None));
    let reset = props.on_size.reform(|_: MouseEvent| None);
    let key = {
        let (room, on_size) = (props.room.clone(), props.on_size.clone());
        Callback::from(move |event: KeyboardEvent| {
            let step = if event.shift_key() { STEP / 5.0 } else { STEP };
            let by = match (event.key().as_str(), upright) {
                ("ArrowLeft", true) | ("ArrowUp", false) => -step * sign,
                ("ArrowRight", true) | ("ArrowDown", false) => step * sign,
                ("Home", _) => f64::NEG_INFINITY,
                ("End", _) => f64::INFINITY,
                ("Enter", _) => {
                    event.prevent_default();
                    return on_size.emit(None);
                }
                _ => return,
            };
            let target = event.target_dyn_into::<Element>();
            if let Some(room) = target.and_then(|target| room.emit(target)) {
                event.prevent_default();
                on_size.emit(Some(room.larger(by)));
            }
        })
    };
    let (now, least, most) = props.values;
    let [now, least, most] = [now, least, most].map(|value| value.round().to_string());
    html! {
        <div class={classes!("splitter", upright.then_some("upright"))} data-testid={props.id} role="separator" tabindex="0"
            aria-label={props.label} aria-controls={props.controls} title="Drag, or press arrow keys; double click resets"
            aria-orientation={if upright { "vertical" } else { "horizontal" }} style={props.style.clone()}
            aria-valuenow={now} aria-valuemin={least} aria-valuemax={most}
            onpointerdown={down} onpointermove={moved} onpointerup={ended.clone()} onpointercancel={ended}
            ondblclick={reset} onkeydown={key}></div>
    }
}

#[cfg(test)]
mod tests {
    use super::Room;

    #[test]
    fn no_part_gets_smaller_than_it_may() {
        let room = Room {
            size: 400.0,
            least: 200.0,
            most: 700.0,
            whole: 1_000.0,
        };
        assert_eq!(room.larger(100.0), 0.5);
        assert_eq!(room.larger(-1_000.0), 0.2);
        assert_eq!(room.larger(f64::INFINITY), 0.7);
        // A window too small for both: what is sized keeps its least size.
        let small = Room {
            most: 100.0,
            ..room
        };
        assert_eq!(small.larger(50.0), 0.2);
    }
}
