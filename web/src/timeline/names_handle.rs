//! The handle between the names and the plot.

use web_sys::Element;
use yew::prelude::*;

use super::component::{Timeline, TimelineProps};
use super::names::MOST;
use crate::splitter::{Room, Splitter};
use crate::state::NAMES;

impl Timeline {
    /// Gives the names another width by being moved.
    pub(super) fn names_handle(&self, props: &TimelineProps) -> Html {
        let names = self.painted.names;
        let room = Callback::from(move |handle: Element| {
            let width = f64::from(handle.parent_element()?.client_width());
            Some(Room {
                size: names,
                least: NAMES.0,
                most: NAMES.1.min(width * MOST),
                whole: 1.0,
            })
        });
        html! {
            <Splitter id="splitter-names" label="Names of lanes" controls="lanes" upright=true
                values={(names, NAMES.0, NAMES.1)} style={format!("left: {names}px")} {room} on_size={props.on_names.clone()} />
        }
    }
}
