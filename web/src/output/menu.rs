//! The commands for a line of the output.

use interleave_trace::Lane;

use super::shown::{Shown, With};
use crate::clipboard::copy;
use crate::context_menu::Item;
use crate::control::Control;
use crate::state::{Panel, ShellAction, ViewAction};
use crate::timeline::Selection;

/// Where the menu opens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    /// For which row.
    pub(super) row: usize,
    /// In pixels from the page's corner.
    pub(super) at: (f64, f64),
}

/// The commands. `selected` is what the user has selected: without and with names.
pub(super) fn items(
    shown: &Shown,
    row: usize,
    selected: [Option<String>; 2],
    filter: Option<Lane>,
    control: &Control,
) -> Vec<Item> {
    let Some(line) = shown.line(row) else {
        return Vec::new();
    };
    let trace = shown.run.snapshot.trace();
    let copied = |label: &str, text: String| {
        let control = control.clone();
        Item::new(label, move || copy(&control, text.clone()))
    };
    let act = |label: String, action: fn(usize, Lane) -> ViewAction, at: usize, lane: Lane| {
        let control = control.clone();
        Item::new(label, move || control.act(action(at, lane)))
    };
    let of_row = ((row, 0), (row, usize::MAX));
    let [plain, named] = selected;
    let mut items = match plain {
        Some(text) => vec![copied("Copy selection", text).with_key("Ctrl+C")],
        None => vec![copied("Copy line", shown.part(of_row, With::Nothing))],
    };
    items.push(match named {
        Some(text) => copied("Copy selection with times and names", text),
        None => copied(
            "Copy line with time and name",
            shown.part(of_row, With::Names),
        ),
    });
    items.push(copied(
        "Copy all with times and names",
        shown.text(With::Names),
    ));
    let go = |at, _| ViewAction::SeekEvents(at);
    items.push(act(
        "Go to this moment".to_owned(),
        go,
        line.event + 1,
        line.lane,
    ));
    if let Some(step) = Selection::at(&trace.chart, line.lane, line.event) {
        let control = control.clone();
        items.push(Item::new("Explain the step that printed it", move || {
            control.act(ViewAction::Select(Some(step)));
            control.act(ShellAction::Panel(Panel::Details));
        }));
    }
    items.push(match filter {
        Some(_) => act(
            "Show all".to_owned(),
            |_, _| ViewAction::Filter(None),
            0,
            line.lane,
        ),
        None => {
            let label = format!("Show only {}", trace.narrator().lane(line.lane));
            act(
                label,
                |_, lane| ViewAction::Filter(Some(lane)),
                0,
                line.lane,
            )
        }
    });
    items
}
