//! Frames: what the workers report waits for the next one.

use std::cell::RefCell;

use gloo_render::{AnimationFrame, request_animation_frame};
use gloo_timers::callback::Timeout;

use crate::state::Action;

/// When a hidden tab shows what has come in, in ms.
const HIDDEN: u32 = 250;

/// The next frame, and the reports that it will show.
#[derive(Default)]
pub(super) struct Frames {
    reports: RefCell<Vec<Action>>,
    next: RefCell<Option<Frame>>,
}

/// A frame; the timeout is for hidden tabs, which get no frames.
pub(super) type Frame = (AnimationFrame, Timeout);

impl Frames {
    /// Keeps a report for the next frame.
    pub(super) fn push(&self, report: Action) {
        self.reports.borrow_mut().push(report);
    }

    /// The reports that have come in.
    pub(super) fn take_reports(&self) -> Vec<Action> {
        self.reports.take()
    }

    /// Calls `draw` in the next frame, once.
    pub(super) fn request(&self, draw: impl Fn() + Clone + 'static) {
        if self.next.borrow().is_some() {
            return;
        }
        let hidden = draw.clone();
        let frame = request_animation_frame(move |_| draw());
        let timeout = Timeout::new(HIDDEN, hidden);
        *self.next.borrow_mut() = Some((frame, timeout));
    }

    /// The frame that fires now: another one can be requested. To be dropped when it has
    /// been drawn, as its own callback does that.
    pub(super) fn take(&self) -> Option<Frame> {
        self.next.take()
    }
}
