//! The search field for lanes, and the choice of how they are grouped.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::component::{Timeline, TimelineProps};
use super::group::Group;
use super::keys::Direction;
use super::message::Message;
use super::navigate;
use crate::select::Select;

impl Timeline {
    /// The search field, and how many lanes match.
    pub(super) fn find(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let typed = link.batch_callback(|event: InputEvent| {
            let field = event.target_dyn_into::<HtmlInputElement>()?;
            Some(Message::Found(field.value()))
        });
        let key = link.batch_callback(|event: KeyboardEvent| match event.key().as_str() {
            "Escape" => {
                event.prevent_default();
                Some(Message::Find(false))
            }
            "Enter" => Some(Message::Take),
            _ => None,
        });
        let grouped = link.batch_callback(|chosen: String| {
            let group = Group::ALL.into_iter().find(|group| group.name() == chosen);
            group.map(Message::Group)
        });
        let group = |group: Group| {
            let name = group.name();
            html! { <option value={name}>{ format!("by {name}") }</option> }
        };
        let close = link.callback(|_: MouseEvent| Message::Find(false));
        let (lanes, all) = (self.painted.lanes, self.painted.all);
        html! {
            <div class="timeline-find" role="search">
                <input type="search" ref={&self.find} value={self.options.find.clone()} oninput={typed} onkeydown={key}
                    placeholder="Name, state or printed text" aria-label="Find lanes by name, state or printed text" />
                <span role="status">{ format!("{lanes} of {all}") }</span>
                <Select id="group" label="Group lanes" title="Group lanes" value={self.options.group.name()} on_choice={grouped}>
                    { for Group::ALL.map(group) }
                </Select>
                <button type="button" title="Show all lanes (Esc)" aria-label="Show all lanes" onclick={close}>{ "×" }</button>
            </div>
        }
    }

    /// Selects the current span of the first lane that matches.
    pub(super) fn take(&self, props: &TimelineProps) {
        let time = props.cursor.map_or(props.now, |cursor| cursor.time);
        let next = {
            let run = props.snapshot.trace();
            navigate::lane(
                &run.chart,
                self.index.lanes(),
                None,
                Direction::Forward,
                time,
            )
        };
        if next.is_some() {
            props.on_select.emit(next);
        }
    }
}
