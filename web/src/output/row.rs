//! One line in the list.

use std::cell::RefCell;
use std::ops::Range;

use interleave_trace::narrate::time::moment;
use web_sys::Element;
use yew::prelude::*;

use super::copied::is_selecting;
use super::finder::Match;
use super::line;
use super::menu::Spot;
use super::shown::Shown;
use crate::context_menu;
use crate::control::Control;
use crate::hue::mark;
use crate::limits::grouped;
use crate::source_links;
use crate::state::ViewAction;

/// What was found in a line.
pub(super) struct Searched {
    found: Vec<Range<usize>>,
    current: Option<Range<usize>>,
}

impl Searched {
    /// Of all matches, those in a row; the one at `current` stands out.
    pub(super) fn of(all: &[Match], row: usize, current: usize) -> Self {
        let first = all.partition_point(|one| one.row < row);
        let here = all[first..].iter().take_while(|one| one.row == row);
        let now = all.get(current).filter(|one| one.row == row);
        Self {
            found: here.map(|one| one.at.clone()).collect(),
            current: now.map(|one| one.at.clone()),
        }
    }
}

/// What a row does.
pub(super) struct Row<'a> {
    pub(super) index: usize,
    /// Whether Tab stops there.
    pub(super) is_stop: bool,
    pub(super) on_menu: &'a Callback<Spot>,
    /// The row where the user began to select.
    pub(super) pressed: &'a std::rc::Rc<RefCell<Option<usize>>>,
    pub(super) control: &'a Control,
}

impl Row<'_> {
    pub(super) fn html(&self, shown: &Shown, searched: &Searched) -> Html {
        let row = self.index;
        let Some(line) = shown.line(row) else {
            return Html::default();
        };
        let name = shown.who(line);
        let (visible, hidden) = line.row_at(shown.events);
        let link = source_links::link(&visible.text, shown.run.files(), self.control);
        let current = searched.current.as_ref();
        let text = line::text(&visible, link, self.is_stop, &searched.found, current);
        let press = {
            let pressed = self.pressed.clone();
            Callback::from(move |_: MouseEvent| *pressed.borrow_mut() = Some(row))
        };
        html! {
            <div class="line" role="listitem" key={row} data-row={row.to_string()} data-task={line.task.to_string()}
                data-time={line.time.to_string()} data-stream={line.stream.name()}
                onclick={self.go(line.event)} onmousedown={press} oncontextmenu={self.menu()} onkeydown={self.menu_key()}>
                <button type="button" class="when" tabindex={if self.is_stop { "0" } else { "-1" }} title="Go to this moment">
                    { moment(line.time) }
                </button>
                { mark(line.lane, line.task) }
                <span class="who" title={name.to_owned()}>{ name }</span>
                <span class="what" data-part="text">{ text }</span>
                if hidden > 0 {
                    <span class="cut" title="Copy and Save have the whole line">{ format!("… {} more bytes", grouped(hidden as f64)) }</span>
                }
            </div>
        }
    }

    /// Goes to the moment when a line was begun, unless the user has selected a text.
    fn go(&self, event: usize) -> Callback<MouseEvent> {
        let control = self.control.clone();
        Callback::from(move |_| {
            if !is_selecting() {
                control.act(ViewAction::SeekEvents(event + 1));
            }
        })
    }

    fn menu(&self) -> Callback<MouseEvent> {
        let (on_menu, row) = (self.on_menu.clone(), self.index);
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            let at = (f64::from(event.client_x()), f64::from(event.client_y()));
            on_menu.emit(Spot { row, at });
        })
    }

    fn menu_key(&self) -> Callback<KeyboardEvent> {
        let (on_menu, row) = (self.on_menu.clone(), self.index);
        Callback::from(move |event: KeyboardEvent| {
            let button = event.target_dyn_into::<Element>();
            if let Some(button) = button.filter(|_| context_menu::is_asked(&event)) {
                event.prevent_default();
                let place = button.get_bounding_client_rect();
                let at = (place.left(), place.bottom());
                on_menu.emit(Spot { row, at });
            }
        })
    }
}
