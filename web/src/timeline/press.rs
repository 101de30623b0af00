//! A finger that stays where it went down opens the menu, as a right click does.

use gloo_timers::callback::Timeout;
use web_sys::PointerEvent;
use yew::Callback;

use super::gesture::{Point, SLOP};
use super::message::Message;

/// For how long, in ms.
const LONG: u32 = 550;

/// A finger that went down, and has not moved.
#[derive(Debug)]
pub(super) struct Press {
    from: Point,
    /// Cancelled when this is dropped.
    _timer: Timeout,
}

impl Press {
    /// A finger went down; `to` is told when it has stayed.
    pub(super) fn new(event: &PointerEvent, to: Callback<Message>) -> Self {
        let (finger, from) = (event.pointer_id(), Point::of(event));
        let in_window = Point::in_window(event);
        let timer = Timeout::new(LONG, move || {
            to.emit(Message::Pressed(finger, from, in_window));
        });
        Self {
            from,
            _timer: timer,
        }
    }

    /// Whether a pointer that moved is still there.
    pub(super) fn stays(&self, event: &PointerEvent) -> bool {
        let at = Point::of(event);
        (at.x - self.from.x).hypot(at.y - self.from.y) <= SLOP
    }
}
