//! What the timeline shows at the moment.

use std::cell::RefCell;
use std::rc::Rc;

use super::lane_options::LaneOptions;
use super::scene::{Frame, Overlay};

/// What the timeline shows at the moment, noted by it for whoever draws the same elsewhere.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen(Rc<RefCell<Option<Sight>>>);

/// What is seen of a run.
#[derive(Clone, Debug)]
pub(crate) struct Sight {
    pub(super) frame: Frame,
    pub(super) options: LaneOptions,
    pub(super) overlay: Overlay,
}

impl PartialEq for Seen {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Seen {
    pub(super) fn note(&self, sight: Sight) {
        *self.0.borrow_mut() = Some(sight);
    }

    pub(super) fn get(&self) -> Option<Sight> {
        self.0.borrow().clone()
    }
}
