//! What the parts of the page are given.

use yew::prelude::*;

use crate::control::Control;
use crate::state::State;

/// The state that they show, and the control that acts for them.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct PageProps {
    pub(crate) state: UseReducerHandle<State>,
    pub(crate) control: Control,
}
