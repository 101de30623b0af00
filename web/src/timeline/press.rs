//! A finger that stays where it went down opens the menu, as a right click does.

use gloo_timers::callback::Timeout;
use web_sys::PointerEvent;
use yew::prelude::*;

use super::component::Timeline;
use super::gesture::{Point, SLOP};
use super::hit::is_axis;
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

impl Timeline {
    /// A pointer went down. A second finger zooms, and one on the axis moves the cursor.
    pub(super) fn begin_press(&mut self, ctx: &Context<Self>, event: &PointerEvent) {
        self.press = None;
        let from = Point::of(event);
        let is_free = self
            .scene
            .as_ref()
            .is_some_and(|scene| !is_axis(&scene.frame, from.x, from.y));
        let is_finger = event.pointer_type() == "touch" && event.is_primary();
        if is_finger && is_free && !self.measures {
            let (link, finger) = (ctx.link().clone(), event.pointer_id());
            let in_window = Point::in_window(event);
            let timer = Timeout::new(LONG, move || {
                link.send_message(Message::Pressed(finger, from, in_window));
            });
            self.press = Some(Press {
                from,
                _timer: timer,
            });
        }
    }

    /// A pointer moved.
    pub(super) fn keep_press(&mut self, event: &PointerEvent) {
        let at = Point::of(event);
        let stays = |press: &Press| {
            let (right, down) = (at.x - press.from.x, at.y - press.from.y);
            right.hypot(down) <= SLOP
        };
        self.press = self.press.take().filter(stays);
    }
}
